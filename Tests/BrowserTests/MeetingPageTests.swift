import Foundation
import LiveSupport
import Testing

@Suite(
    "Meetings in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct MeetingPageTests {
    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `a transcript is previewed, saved, corrected, merged, sent, found again and deleted`(width: Int, height: Int, name: String)
        async throws
    {
        let world = try await LiveWorld()
        try await Chromium.walk(width: width, height: height) { chromium in
            try await enter(chromium, world)
            try await upload(chromium, world, name)
            try await read(chromium, name)
            try await merge(chromium, name)
            try await send(chromium, name)
            try await find(chromium, world, name)
            try await readLong(chromium, world, name)
            try await delete(chromium, name)
        }
    }

    private func enter(_ chromium: Chromium, _ world: LiveWorld) async throws {
        try await chromium.signUp(world)
        try await chromium.connectLinear()
    }

    private func upload(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await chromium.open(world.server + "/meetings/new")
        try await chromium.type("nobody speaks in this text", into: "#drop-text", opening: "[data-drop-paste] > summary")
        try await chromium.wait(for: "No speakers were found in this text")
        try await chromium.open(world.server + "/meetings/new")
        try await chromium.type(Self.example, into: "input[type=file]")
        try await chromium.wait(for: "WebVTT transcript · 4 people · 12 minutes")
        try await chromium.wait(for: "Save the meeting")
        #expect(try await chromium.script("return document.querySelector('#drop-title').value") as? String == "Weekly product")
        try await chromium.picture(name + "-preview")
        // Nothing is kept before it is saved.
        #expect(try await chromium.script("return location.pathname") as? String == "/meetings/new")
        try await chromium.type(" of November", into: "#drop-title")
        try await chromium.tap("main form[action='/meetings'] button[type=submit]")
        try await chromium.wait(until: "document.querySelector('#transcript')")
        try await chromium.wait(for: "Weekly product of November")
        try await chromium.check(name + "-meeting-new")
    }

    /// The quote of an item is shown where it was said.
    private func read(_ chromium: Chromium, _ name: String) async throws {
        try await chromium.tap("#items .item:nth-child(2) .quote a")
        try await chromium.wait(until: "document.querySelector('.segment mark')")
        let marked = try await chromium.script("return document.querySelector('.segment mark').textContent") as? String
        let quote = try await chromium.script("return document.querySelector('#items .item:nth-child(2) q').textContent") as? String
        #expect(marked == quote)
        try await Task.sleep(for: .milliseconds(500))
        let isInSight = """
            const box = document.querySelector('.segment mark').getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight
            """
        #expect(try await chromium.script(isInSight) as? Bool == true)
        try await chromium.picture(name + "-quote")
        // By keyboard: the next item, and its quote.
        try await chromium.key("j")
        try await chromium.key("j")
        #expect(try await chromium.script("return document.activeElement.matches('#items .item:nth-child(2)')") as? Bool == true)
        try await chromium.key("k")
        try await chromium.key("Enter")
        let first = try await chromium.script("return document.querySelector('#items .item q').textContent") as? String ?? ""
        try await chromium.wait(until: "document.querySelector('.segment mark')?.textContent === \(String(reflecting: first))")
        // Switched off, the letters do nothing.
        try await chromium.tap(".keys > summary")
        try await chromium.tap("[data-keys]")
        try await chromium.key("j")
        #expect(try await chromium.script("return document.activeElement.matches('.item')") as? Bool == false)
        // With both beside each other an item can be pressed anywhere.
        guard name == "desktop" else { return }
        try await chromium.click("#items .item:nth-child(2) .dots")
        try await chromium.wait(until: "document.querySelector('.segment mark')?.textContent === \(String(reflecting: quote ?? ""))")
    }

    private func merge(_ chromium: Chromium, _ name: String) async throws {
        let count = "document.querySelectorAll('#items > .items > .item').length"
        let before = try await chromium.script("return \(count)") as? Int ?? 0
        try await chromium.tap(".merge > summary")
        try await chromium.picture(name + "-merge")
        try await chromium.tap(".merge-item:nth-of-type(1) input")
        try await chromium.tap(".merge-item:nth-of-type(2) input")
        try await chromium.tap(".merge button[type=submit]")
        try await chromium.wait(for: "Merged with")
        #expect(try await chromium.script("return \(count)") as? Int == before - 1)
        #expect(try await chromium.script("return document.querySelectorAll('#items .item .quote').length") as? Int == before)
        try await chromium.check(name + "-merged")
        try await chromium.tap(".merged button")
        try await chromium.wait(until: "\(count) === \(before)")
    }

    private func send(_ chromium: Chromium, _ name: String) async throws {
        try await chromium.tap("#items .item details.item-edit > summary")
        try await chromium.type(" today", into: "#items .item details.item-edit input[name=title]")
        try await chromium.tap("#items .item details.item-edit button.button:not(.button-quiet)")
        try await chromium.wait(for: "customers today")
        try await chromium.tap("form[action$='/send'] button")
        try await chromium.wait(until: "document.querySelectorAll('.delivery.is-ok').length >= 5")
        try await chromium.check(name + "-meeting-delivered")
    }

    private func find(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await chromium.open(world.server + "/meetings")
        try await chromium.type("\"time zones\" flak\u{E007}", into: "input[name=q]")
        try await chromium.wait(until: "document.querySelector('.row mark')")
        try await chromium.check(name + "-search")
        try await chromium.tap(".row .row-link")
        try await chromium.wait(until: "document.querySelector('.segment:target')")
        try await chromium.open(world.server + "/meetings?q=nowhere")
        try await chromium.wait(for: "Nothing was found for “nowhere”.")
        try await chromium.check(name + "-search-nothing")
    }

    private func readLong(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await chromium.open(world.server + "/meetings/new")
        let paste = """
            const lines = Array.from({ length: 2000 }, (_, index) => (index % 2 ? "Ada" : "Ben") + ": This is sentence " + index + ".");
            lines[1500] = "Ben: I will send the agenda by Friday.";
            const data = new DataTransfer();
            data.setData("text/plain", lines.join("\\n"));
            document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            """
        _ = try await chromium.script(paste)
        try await chromium.wait(for: "Save the meeting")
        try await chromium.tap("main form[action='/meetings'] button[type=submit]")
        try await chromium.wait(until: "document.querySelector('#transcript')")
        let shown = "document.querySelectorAll('.segment').length"
        #expect(try await chromium.script("return \(shown)") as? Int == 100)
        _ = try await chromium.script("document.querySelector('[data-more]').scrollIntoView({ behavior: 'instant' })")
        try await chromium.wait(until: "\(shown) >= 200")
        _ = try await chromium.script("scrollTo({ top: 0, behavior: 'instant' })")
        #expect((try await chromium.script("return \(shown)") as? Int ?? 0) < 1000)
        try await chromium.check(name + "-long", hasMoved: true)
        try await chromium.tap("#items .quote a")
        try await chromium.wait(until: "document.querySelector('.segment mark')")
        try await chromium.open(try await chromium.address.replacing("#", with: "/transcript?from=300#"))
        try await chromium.check(name + "-transcript")
        try await chromium.tap(".paging a")
        try await chromium.wait(for: "Send the agenda")
    }

    private func delete(_ chromium: Chromium, _ name: String) async throws {
        try await chromium.tap(".meeting-change > summary")
        try await chromium.tap(".meeting-change .confirm > summary")
        try await chromium.picture(name + "-delete")
        try await chromium.tap("dialog form[action$='/delete'] .button-danger")
        try await chromium.wait(for: "The meeting was deleted.")
        #expect(try await chromium.script("return document.querySelectorAll('.row').length") as? Int == 1)
    }

    private static let example = URL(filePath: #filePath).appending(path: "../../../Examples/weekly-product.vtt").standardized.path()
}

extension Chromium {
    fileprivate func type(_ text: String, into selector: String, opening summary: String) async throws {
        try await tap(summary)
        try await type(text, into: selector)
    }

    /// A key pressed where the focus is.
    fileprivate func key(_ key: String) async throws {
        _ = try await script(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '\(key)', bubbles: true, cancelable: true }))")
    }
}
