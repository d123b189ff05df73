import Foundation
import LiveSupport
import Testing

@Suite(
    "Defaults, activity and disconnecting in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct CardPageTests {
    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `what goes where is chosen, what was done is looked up, and disconnecting says what it stops`(
        width: Int, height: Int, name: String
    ) async throws {
        let world = try await LiveWorld()
        try await Chromium.walk(width: width, height: height) { chromium in
            try await chromium.signUp(world)
            for provider in ["linear", "slack"] { try await chromium.connect(provider) }
            try await chooseTeam(chromium, world, name)
            try await chooseChannel(chromium, world, name)
            try await lookUp(chromium, world, name)
            try await disconnect(chromium, world, name)
        }
    }

    private func chooseTeam(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await chromium.open(world.server + "/settings/integrations")
        let place = "#place-linear-issue"
        let last = try await chromium.script("return document.querySelector('\(place) option:last-child').value") as? String ?? ""
        try await chromium.choose(last, in: place)
        try await chromium.follow("#linear .route button")
        try await chromium.wait(for: "Saved.")
        #expect(try await chromium.script("return document.querySelector('\(place)').value") as? String == last)
        try await chromium.check(name + "-defaults-saved")
        // Ticked off it is no part of Send, and keeps its place.
        try await chromium.tap("#on-linear-issue")
        try await chromium.follow("#linear .route button")
        try await chromium.wait(until: "document.querySelector('#on-linear-issue')?.checked === false")
        #expect(try await chromium.script("return document.querySelector('\(place)').value") as? String == last)
        try await chromium.tap("#on-linear-issue")
        try await chromium.follow("#linear .route button")
        try await chromium.wait(until: "document.querySelector('#on-linear-issue')?.checked === true")
    }

    private func chooseChannel(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await chromium.open(world.server + "/settings/routes/slack.message")
        try await chromium.wait(for: "Summaries go to")
        try await chromium.check(name + "-places")
        try await chromium.type("nothing-like-it\u{E007}", into: "#search")
        try await chromium.wait(for: "Nothing by that name was found.")
        try await chromium.check(name + "-places-nothing")
        try await chromium.fill("#search", with: "lead\u{E007}")
        try await chromium.wait(for: "#leadership (private)")
        try await chromium.tap("button[name=choice]")
        try await chromium.wait(for: "Saved.")
        try await chromium.wait(until: "document.querySelector('#slack').innerText.includes('#leadership (private)')")
        try await chromium.check(name + "-places-chosen")
    }

    private func lookUp(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await chromium.open(world.server + "/settings/activity")
        let lines = "document.querySelectorAll('.activity > li').length"
        let all = try await chromium.script("return \(lines)") as? Int ?? 0
        #expect(all >= 3)
        try await chromium.choose("connected", in: "#kind")
        try await chromium.follow(".activity-filter button")
        try await chromium.wait(until: "\(lines) === 2")
        try await chromium.choose("slack", in: "#provider")
        try await chromium.follow(".activity-filter button")
        try await chromium.wait(until: "\(lines) === 1")
        try await chromium.wait(for: "Slack connected")
        try await chromium.check(name + "-activity-filtered")
        try await chromium.fill("#until", with: "01012020")
        try await chromium.follow(".activity-filter button")
        try await chromium.wait(for: "Nothing of that kind has been noted.")
        // What was asked for is still in the fields, and its files hold the same lines.
        #expect(try await chromium.script("return document.querySelector('#until').value") as? String == "2020-01-01")
        let file = "return document.querySelector('a[href*=\"format=csv\"]').search"
        #expect((try await chromium.script(file) as? String)?.contains("kind=connected") == true)
        try await chromium.check(name + "-activity-nothing")
        try await chromium.follow(".activity-filter .button-quiet")
        try await chromium.wait(until: "\(lines) === \(all)")
    }

    /// With one delivery that has not gone out.
    private func disconnect(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        let later: [String: Any] = ["operation": "issueCreate", "status": 503, "retry_after": 600, "times": 9]
        _ = try await world.sandbox.call("POST", "/sandbox/linear/settings", ["fail_next": [later]])
        try await chromium.openMeeting(world, ["Ben: I'll send the release notes by Friday.", "Ada: Thank you."])
        let meeting = try await chromium.address
        // The message is not what this is about.
        try await chromium.tap("#whole input[name=go]")
        try await chromium.tap("#send-button")
        try await chromium.wait(for: "Trying again soon")
        try await chromium.open(world.server + "/settings/integrations")
        try await chromium.tap("#linear .confirm > summary")
        try await chromium.wait(until: "document.querySelector('dialog[open]')?.innerText.startsWith('Disconnect Linear?')")
        try await chromium.wait(for: "One delivery has not gone out; it waits here.")
        try await chromium.wait(for: "This stops: Create issues")
        try await chromium.check(name + "-disconnect", hasMoved: true)
        // A hasty Enter ends nothing, and the keyboard is back where it was.
        try await chromium.press("dialog .button:not(.button-danger)")
        try await chromium.wait(until: "!document.querySelector('dialog') && document.activeElement.matches('#linear .confirm > summary')")
        try await chromium.press("#linear .confirm > summary")
        try await chromium.tap("dialog form[action$='/disconnect'] .button-danger")
        try await chromium.wait(for: "Linear is disconnected.")
        let receipt = try await chromium.script("return document.querySelector('.notice').innerText") as? String ?? ""
        #expect(receipt.contains("Linear confirmed that the permission is withdrawn."), "\(receipt)")
        #expect(try await chromium.script("return document.querySelector('#linear .confirm') === null") as? Bool == true)
        try await chromium.check(name + "-disconnected")
        try await chromium.open(meeting)
        try await chromium.wait(for: "Waiting for a connection")
    }
}

extension Chromium {
    /// Chooses in a list, as the keyboard would: what listens to it is told.
    fileprivate func choose(_ value: String, in selector: String) async throws {
        _ = try await script(
            """
            const list = document.querySelector(\(String(reflecting: selector)));
            list.value = \(String(reflecting: value));
            list.dispatchEvent(new Event("change", { bubbles: true }));
            """)
    }
}
