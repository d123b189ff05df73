import Foundation
import LiveSupport
import Testing

@Suite(
    "Rarely seen pages in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct SmallPageTests {
    @Test func `a code, places, a preview and every kind of error fit a phone and have a way out`() async throws {
        let world = try await LiveWorld()
        // The first account runs the server; whoever comes after it does not.
        _ = try await world.member("Olga", connected: [:])
        try await Chromium.walk(width: 360, height: 780) { chromium in
            try await chromium.signUp(world)
            try await chromium.connect("slack")
            try await preview(chromium, world)
            try await code(chromium, world)
            try await chromium.open(world.server + "/setup/linear")
            try await chromium.expectError(403, "Only the operator of this server may do this.")
            try await chromium.open(world.server + "/meetings/0198f1de-0000-7000-8000-000000000000")
            try await chromium.expectError(404, "There is no such meeting among yours.")
            try await guess(chromium, world)
            try await places(chromium, world)
        }
    }

    /// Scripts show it as a part of the upload page; without them it is a page.
    private func preview(_ chromium: Chromium, _ world: LiveWorld) async throws {
        try await chromium.open(world.server + "/meetings/new")
        _ = try await chromium.script(
            """
            const form = document.querySelector("form[data-drop]");
            form.elements.text.value = "Ben: I'll send the release notes by Friday.";
            form.action = "/meetings/preview";
            form.submit();
            """)
        try await chromium.wait(for: "1 action item was found:")
        try await chromium.check("phone-preview-page")
    }

    /// Asked for another, the first is void.
    private func code(_ chromium: Chromium, _ world: LiveWorld) async throws {
        try await chromium.open(world.server + "/integrations/linear/phone")
        let picture = "document.querySelector('#phone-code img')?.src"
        try await chromium.wait(until: picture)
        let first = try await chromium.script("return \(picture)") as? String ?? ""
        try await chromium.check("phone-code", hasMoved: true)
        try await chromium.tap("#phone-code button")
        try await chromium.wait(until: "\(picture) && \(picture) !== '\(first)'")
        try await chromium.open(try CodeReader.text(inData: first))
        try await chromium.expectError(410, "A newer code has taken the place of this one")
    }

    /// More handles than anybody mistypes.
    private func guess(_ chromium: Chromium, _ world: LiveWorld) async throws {
        let unknown = world.server + "/connect/phone/" + String(repeating: "a", count: 43)
        try await chromium.open(unknown)
        try await chromium.expectError(404, "This code is not one of this server's.")
        _ = try await chromium.script(
            """
            return Promise.all(Array.from({ length: 20 }, () => fetch(location.href, { headers: { Accept: "text/html" } })))
                .then(answers => answers.length)
            """)
        try await chromium.open(unknown)
        try await chromium.expectError(429, "Too many codes were tried. Try again in")
    }

    private func places(_ chromium: Chromium, _ world: LiveWorld) async throws {
        try await chromium.open(world.server + "/settings/routes/slack.message")
        try await chromium.wait(for: "Summaries go to")
        try await chromium.check("phone-places")
        let failure: [String: Any] = ["operation": "conversations.list", "status": 503, "times": 9]
        _ = try await world.sandbox.call("POST", "/sandbox/slack/settings", ["fail_next": [failure]])
        try await chromium.open(world.server + "/settings/routes/slack.message")
        try await chromium.expectError(503, "not ready to answer")
        // What failed by itself may work by itself.
        _ = try await world.sandbox.call("POST", "/sandbox/slack/settings", ["fail_next": [Any]()])
        try await chromium.tap(".error-page .button-primary")
        try await chromium.wait(for: "Summaries go to")
    }
}

extension Chromium {
    /// The page of an error: its status, its words, and a way out.
    fileprivate func expectError(_ status: Int, _ words: String) async throws {
        try await wait(until: "document.querySelector('.error-page')")
        #expect(try await script("return performance.getEntriesByType('navigation')[0].responseStatus") as? Int == status)
        #expect(try await script("return document.querySelector('.error-status').innerText") as? String == "\(status)")
        #expect(try await text().contains(words))
        #expect(try await script("return document.querySelectorAll('.error-page .button-primary[href]').length") as? Int == 1)
        try await check("phone-error-\(status)")
    }
}
