import Foundation
import LiveSupport
import Testing

@Suite(
    "Without scripts, in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct NoScriptTests {
    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `everything but live updates works: sign up, connect, upload, correct, send, and see it delivered after a reload`(
        width: Int, height: Int, name: String
    ) async throws {
        let world = try await LiveWorld()
        try await Chromium.walk(width: width, height: height, runsScripts: false) { try await walk($0, world, name) }
    }

    private func walk(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await chromium.signUp(world)
        try await look(chromium, name + "-plain-onboarding")
        // What is said only where no script runs is said, and the code for a phone is shown all the same.
        try await chromium.open(world.server + "/integrations/linear/phone")
        try await chromium.wait(for: "Reload this page when the phone says it is done.")
        try await chromium.click("#phone-code button")
        try await chromium.wait(until: "document.querySelector('#phone-code img')?.naturalWidth > 0")
        try await look(chromium, name + "-plain-code")
        try await chromium.open(world.server + "/onboarding")
        try await chromium.connectLinear()

        try await chromium.open(world.server + "/meetings/new")
        try await chromium.click("form[action='/meetings'] summary")
        try await chromium.type("Ben: I will send the release notes by Friday.", into: "textarea[name=text]")
        try await chromium.click("main form[action='/meetings'] button[type=submit]")
        try await chromium.wait(for: "Send the release notes")
        try await chromium.click("details.item-edit > summary")
        try await chromium.type(" to everybody", into: "details.item-edit input[name=title]")
        try await chromium.click("details.item-edit button.button:not(.button-quiet)")
        try await chromium.wait(for: "to everybody")
        try await chromium.click("form[action$='/send'] button")
        let deadline = ContinuousClock.now + .seconds(30)
        while try await !chromium.text().contains("ENG-1") {
            guard ContinuousClock.now < deadline else { throw LiveError("It was never shown as delivered.") }
            try await Task.sleep(for: .milliseconds(200))
            try await chromium.open(try await chromium.address)
        }
        #expect(try await world.sandbox.call("GET", "/sandbox/linear/state").list("issues").count == 1)
        try await look(chromium, name + "-plain-delivered")

        let file = URL(filePath: NSTemporaryDirectory()).appending(path: "\(UUID().uuidString).txt")
        try Data("Ada: I will call the customer tomorrow.".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try await chromium.open(world.server + "/meetings/new")
        try await chromium.choose(file, for: "#drop-file")
        try await chromium.click("main form[action='/meetings'] button[type=submit]")
        try await chromium.wait(for: "Call the customer")

        // What a script would have filled in is empty, so none ran.
        try await chromium.open(world.server + "/settings/account")
        #expect(try await chromium.script("return document.querySelectorAll('#time-zones option').length") as? Int == 0)

        try await chromium.open(world.server + "/settings/integrations")
        try await chromium.click("#linear details.confirm > summary")
        try await chromium.click("#linear form[action$='/disconnect'] button")
        try await chromium.wait(for: "Linear is disconnected.")
        try await look(chromium, name + "-plain-disconnected")
    }

    /// What can be asked of a page where no script runs, the rules for accessibility included.
    private func look(_ chromium: Chromium, _ name: String) async throws {
        try await chromium.picture(name)
        #expect(try await chromium.script("return document.querySelectorAll('h1').length") as? Int == 1, "\(name)")
        let overflow =
            try await chromium.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth") as? Int
        #expect(overflow == 0, "\(name) is wider than its window")
    }
}
