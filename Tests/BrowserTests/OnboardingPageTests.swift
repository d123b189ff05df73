import Foundation
import LiveSupport
import Testing

@Suite(
    "The first steps in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct OnboardingPageTests {
    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `somebody new connects a tool, opens the sample meeting and sends it, by keyboard and in German too`(
        width: Int, height: Int, name: String
    ) async throws {
        let world = try await LiveWorld()
        try await Chromium.walk(width: width, height: height) { try await walk($0, world, name) }
    }

    private func walk(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await chromium.open(world.server + "/signup")
        try await chromium.type("Ada Lovelace", into: "input[name=name]")
        try await chromium.type("ada@example.org", into: "input[name=email]")
        // Enter sends a form, as everywhere.
        try await chromium.type("a walk along the quiet harbour\u{E007}", into: "input[name=password]")
        try await chromium.wait(for: "Connect your tools to get started")
        try await chromium.press("#linear form[action$='/connect'] button")
        try await chromium.wait(for: "Meeting Intelligence wants to access your Linear workspace")
        try await chromium.click("button[value=allow]")
        try await chromium.wait(for: "Linear connected! You're all set.")
        try await chromium.check(name + "-onboarding-connected")
        try await chromium.press("a[href='/onboarding/meeting'].button-primary")
        try await chromium.wait(for: "What you send goes to Linear, under your own account.")
        try await chromium.check(name + "-onboarding-meeting")
        try await chromium.press("form[action='/meetings/sample'] button")
        try await chromium.wait(for: "Action items")
        try await chromium.check(name + "-sample")
        try await chromium.press("form[action$='/send'] button")
        try await chromium.wait(for: "ENG-1")

        try await chromium.click("button[name=language][value=de]")
        try await chromium.wait(for: "Aufgaben")
        #expect(try await chromium.script("return document.documentElement.lang") as? String == "de")
        try await chromium.check(name + "-de-meeting")
        for page in [
            "dashboard-ui", "meetings", "meetings/new", "settings/account", "settings/activity", "settings/integrations", "onboarding",
        ] {
            try await chromium.open(world.server + "/" + page)
            try await chromium.check(name + "-de-" + page.replacing("/", with: "-"))
        }
        try await chromium.click("button[name=theme][value=dark]")
        try await chromium.wait(until: "document.documentElement.dataset.theme === 'dark'")
        let ground = try await chromium.script("return getComputedStyle(document.body).backgroundColor") as? String
        #expect(ground == "rgb(15, 23, 27)")
        try await chromium.check(name + "-de-dark-onboarding")
    }
}
