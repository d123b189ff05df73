import Foundation
import Testing

extension Chromium {
    /// What has to be true of every page; keeps a picture where one is asked for.
    ///
    /// - Parameter hasMoved: whether the test itself has moved it already, so that nothing can be said about that.
    func check(_ name: String, hasMoved: Bool = false) async throws {
        try await picture(name)
        #expect(try await script("return document.querySelectorAll('h1').length") as? Int == 1, "\(name)")
        let overflow =
            try await script("return document.documentElement.scrollWidth - document.documentElement.clientWidth") as? Int
        #expect(overflow == 0, "\(name) is wider than its window")
        let squeezed = """
            return [...document.querySelectorAll('main *')].filter(element => element.children.length === 0 && element.offsetParent
                && !element.closest('.visually-hidden, svg') && element.innerText?.trim().length > 8
                && element.getBoundingClientRect().width < 40).map(element => element.innerText)
            """
        #expect((try await script(squeezed) as? [String]) == [], "\(name) squeezes its words")
        let unmarked = """
            const before = document.activeElement;
            const lost = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
                .filter(element => element.checkVisibility() && !element.disabled && !element.closest('[inert]') && element.tabIndex >= 0)
                .filter(element => {
                    element.blur();
                    element.focus({ focusVisible: true, preventScroll: true });
                    const style = getComputedStyle(element);
                    return document.activeElement === element && style.outlineStyle === 'none' && style.opacity !== '0';
                }).map(element => element.outerHTML.slice(0, 120));
            before?.focus?.({ preventScroll: true });
            return lost;
            """
        let lost = try await script(unmarked) as? [String]
        #expect(lost == [], "\(name) does not show where the keyboard is")
        let weight = try await weight()
        #expect(weight < 100 * 1024, "\(name) is too heavy")
        if !hasMoved { #expect(try await layoutShift() < 0.01, "\(name) moves while it loads") }
        for scheme in AccessibilityRules.areThere ? ["light", "dark"] : [] {
            let violations = try await violations(scheme: scheme)
            #expect(violations == [], "\(name), \(scheme)")
        }
    }

    /// Bytes of the page and everything it asked for, as they are sent.
    private func weight() async throws -> Int {
        let body = """
            return [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
                .filter(entry => entry.initiatorType !== "fetch" && entry.initiatorType !== "xmlhttprequest")
                .reduce((sum, entry) => sum + entry.encodedBodySize, 0)
            """
        return try await script(body) as? Int ?? .max
    }

    /// How far things moved by themselves while the page loaded (https://web.dev/articles/cls); what comes later, such as further segments
    /// or a connection made on the phone, is news.
    private func layoutShift() async throws -> Double {
        let body = """
            const done = arguments[arguments.length - 1];
            let sum = 0;
            const loaded = performance.getEntriesByType("navigation")[0].loadEventEnd + 100;
            const add = entries => entries.filter(entry => !entry.hadRecentInput && entry.startTime < loaded)
                .forEach(entry => { sum += entry.value; });
            const observer = new PerformanceObserver(list => add(list.getEntries()));
            observer.observe({ type: "layout-shift", buffered: true });
            // What is buffered is handed over in a task of its own.
            requestAnimationFrame(() => setTimeout(() => { add(observer.takeRecords()); done(sum); }, 50));
            """
        return try await asyncScript(body) as? Double ?? .infinity
    }

    /// What the page has against WCAG 2.2 AA, as one sentence each.
    private func violations(scheme: String) async throws -> [String] {
        let body = """
            const done = arguments[arguments.length - 1];
            const chosen = document.documentElement.dataset.theme;
            document.documentElement.dataset.theme = "\(scheme)";
            // Colours that are on their way to the other scheme would be measured half-way.
            for (const animation of document.getAnimations()) animation.finish();
            // What lies half under a bar that stays in sight can be scrolled out from there.
            const bars = [...document.querySelectorAll("body *")].filter(element => getComputedStyle(element).position === "sticky");
            for (const bar of bars) bar.style.position = "static";
            axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
                .then(result => done(result.passes.length < 10 ? ["axe checked next to nothing"] : result.violations.map(rule =>
                    rule.help + ": " + rule.nodes.map(node => node.html + " " + node.any.map(check => check.message).join(" ")).join(" | "))),
                    error => done([String(error)]))
                .finally(() => {
                    for (const bar of bars) bar.style.position = "";
                    if (chosen) document.documentElement.dataset.theme = chosen; else delete document.documentElement.dataset.theme;
                });
            """
        if try await script("return typeof window.axe") as? String != "object" { _ = try await script(try AccessibilityRules.source) }
        return try await asyncScript(body) as? [String] ?? ["axe did not answer"]
    }
}

/// axe-core, where `AXE` says it lies: see `bin/axe`.
enum AccessibilityRules {
    private static let path = ProcessInfo.processInfo.environment["AXE"]

    static var areThere: Bool { path != nil }

    static var source: String {
        get throws { try String(contentsOfFile: path ?? "", encoding: .utf8) }
    }
}

@Suite("Accessibility rules")
struct AccessibilityRulesTests {
    @Test(.enabled(if: ProcessInfo.processInfo.environment["CI"] != nil)) func `continuous integration checks pages against them`() {
        #expect(AccessibilityRules.areThere)
    }

    @Test(.enabled(if: AccessibilityRules.areThere, "AXE is not set to where bin/axe puts them: pages are not checked against WCAG"))
    func `the rules that pages are checked by can be read`() throws {
        #expect(try AccessibilityRules.source.contains("axe"))
    }
}
