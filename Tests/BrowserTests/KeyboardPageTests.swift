import Foundation
import LiveSupport
import Testing

@Suite(
    "By the keyboard alone in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct KeyboardPageTests {
    @Test(arguments: [(1200, 900), (360, 780)])
    func `keys lead from signing up to a delivery, and what has the focus is in sight`(width: Int, height: Int) async throws {
        let world = try await LiveWorld()
        try await Chromium.walk(width: width, height: height) { try await walk($0, world) }
    }

    private func walk(_ chromium: Chromium, _ world: LiveWorld) async throws {
        try await chromium.open(world.server + "/signup")
        try await chromium.strike(Chromium.tab)
        #expect(try await chromium.script("return document.activeElement.matches('.skip')") as? Bool == true)
        try await chromium.strike(Chromium.enter)
        try await chromium.wait(until: "document.activeElement.id === 'main'")
        try await chromium.strike(Chromium.tab)
        #expect(try await chromium.script("return document.activeElement.id") as? String == "name")
        try await chromium.strike("Ada Lovelace" + Chromium.tab + "ada@example.org" + Chromium.tab)
        try await chromium.strike("a walk along the quiet harbour" + Chromium.enter)
        try await chromium.wait(for: "Connect your tools to get started")

        var hidden = try await chromium.tab(to: "#linear form[action$='/connect'] button")
        try await chromium.strike(Chromium.enter)
        try await chromium.wait(until: "document.querySelector('button[value=allow]')")
        try await chromium.tab(to: "button[value=allow]")
        try await chromium.strike(Chromium.enter)
        try await chromium.wait(for: "Linear connected! You're all set.")
        hidden += try await chromium.tab(to: "a[href='/onboarding/meeting'].button-primary")
        try await chromium.strike(Chromium.enter)
        try await chromium.wait(until: "document.querySelector(\"form[action='/meetings/sample'] button\")")
        hidden += try await chromium.tab(to: "form[action='/meetings/sample'] button")
        try await chromium.strike(" ")
        try await chromium.wait(until: "document.querySelector('#send-button')")

        // To an item and its quote by letters, into its fields and out again, and on to what sends it.
        try await chromium.strike("jj")
        try await chromium.wait(until: "document.activeElement.matches('#item-list .item:nth-child(2)')")
        try await chromium.strike(Chromium.enter)
        try await chromium.wait(until: "document.querySelector('.segment mark')")
        hidden += try await chromium.tab(to: "#item-list .item .item-edit > summary")
        try await chromium.strike(Chromium.enter)
        hidden += try await chromium.tab(to: "#item-list .item[id] input[name=title]")
        // Letters that are shortcuts elsewhere are letters here, in place of the title that was selected.
        try await chromium.strike("Knock on the journal" + Chromium.enter)
        try await chromium.wait(for: "Knock on the journal")
        hidden += try await chromium.tab(to: "#send-button")
        try await chromium.strike(" ")
        try await chromium.wait(for: "ENG-1")
        #expect(hidden == [], "The keyboard goes where nobody sees it")
    }
}
