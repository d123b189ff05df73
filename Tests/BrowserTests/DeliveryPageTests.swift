import Foundation
import LiveSupport
import Testing

@Suite(
    "Items and deliveries in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct DeliveryPageTests {
    private static let lines = [
        "Ben: I'll send the release notes by Friday.", "Ada: I will call the customer tomorrow.", "Clara: I will book the room tomorrow.",
        "Clara: Maybe I'll write a blog post.",
    ]

    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `items are corrected, and deliveries called off, tried again and confirmed`(width: Int, height: Int, name: String) async throws {
        let world = try await LiveWorld()
        try await Chromium.walk(width: width, height: height) { chromium in
            try await chromium.signUp(world)
            try await chromium.openMeeting(world, Self.lines)
            try await chromium.wait(for: "Send the release notes")
            try await correct(chromium, name)
            try await plan(chromium, name)
            try await callOff(chromium, name)
            try await tryAgain(chromium, world, name)
            try await confirm(chromium, world, name)
        }
    }

    /// Assigned, dated, dropped, and one taken from those that are only possible.
    private func correct(_ chromium: Chromium, _ name: String) async throws {
        let first = "#item-list .item:nth-child(1)"
        try await chromium.tap(first + " .item-edit > summary")
        try await chromium.fill(first + " input[name=owner]", with: "Clara")
        try await chromium.fill(first + " input[name=due_on]", with: "12242026")
        try await chromium.picture(name + "-item-change")
        try await chromium.tap(first + " .item-edit button.button:not(.button-quiet)")
        try await chromium.wait(until: "document.querySelector('\(first) time')?.dateTime === '2026-12-24'")
        #expect(try await words(chromium, first + " .dots").contains("Clara"))

        try await chromium.tap("#item-list .item:nth-child(3) .item-edit > summary")
        try await chromium.tap("#item-list .item:nth-child(3) .item-edit .button-quiet")
        try await chromium.wait(until: "document.querySelectorAll('#item-list > .item').length === 2")
        try await chromium.wait(for: "Possible items · 2")
        try await chromium.open(try await chromium.address.replacing(/#.*/, with: ""))
        try await chromium.tap(".possible > summary")
        try await chromium.check(name + "-item-dropped", hasMoved: true)
        try await chromium.tap(".possible .item:has(a) form[action$='/promote'] button")
        try await chromium.wait(until: "document.querySelectorAll('#item-list > .item').length === 3")
        try await chromium.wait(for: "Possible items · 1")
    }

    private func plan(_ chromium: Chromium, _ name: String) async throws {
        try await chromium.tap("#follow-up-change > summary")
        try await chromium.fill("#follow-up-day", with: "12282026")
        try await chromium.fill("#follow-up-time", with: "0230PM")
        try await chromium.fill("#follow-up-minutes", with: "45")
        try await chromium.picture(name + "-follow-up-form")
        try await chromium.tap("button[form=follow-up-form]")
        try await chromium.wait(until: "document.querySelector('#follow-up-words .item-title')")
        let shown = try await words(chromium, "#follow-up-words")
        #expect(shown.contains("28 Dec 2026, 14:30") && shown.contains("45 minutes"), "\(shown)")
        #expect(try await chromium.script("return document.querySelector('#follow-up-day').value") as? String == "2026-12-28")
        try await chromium.check(name + "-follow-up", hasMoved: true)
    }

    /// With nothing connected what is sent waits, and can be called off.
    private func callOff(_ chromium: Chromium, _ name: String) async throws {
        try await chromium.tap("#send-button")
        try await chromium.wait(until: "document.querySelectorAll('#item-list .delivery').length === 3")
        try await chromium.wait(for: "Waiting for a connection")
        try await chromium.check(name + "-delivery-waits", hasMoved: true)
        try await chromium.tap("#item-list .item:nth-child(1) form[action$='/cancel'] button")
        try await chromium.wait(until: "document.querySelectorAll('#item-list .delivery').length === 2")
        // What was called off can be sent as if it never had been.
        try await chromium.wait(until: "document.querySelector('#item-list .item:nth-child(1) .item-tick')")
    }

    /// One of those that waited is refused once the account is there.
    private func tryAgain(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        let refusal: [String: Any] = ["operation": "issueCreate", "status": 400, "times": 1]
        _ = try await world.sandbox.call("POST", "/sandbox/linear/settings", ["fail_next": [refusal]])
        let meeting = try await chromium.address
        try await chromium.open(world.server + "/settings/integrations")
        try await chromium.connect("linear")
        try await chromium.open(meeting)
        try await chromium.wait(for: "Not delivered")
        try await chromium.wait(until: "document.querySelectorAll('#item-list .delivery.is-ok').length === 1")
        try await chromium.check(name + "-delivery-failed", hasMoved: true)
        try await chromium.tap("#item-list form[action$='/retry'] button")
        try await chromium.wait(until: "document.querySelectorAll('#item-list .delivery.is-ok').length === 2")
        #expect(try await world.sandbox.call("GET", "/sandbox/linear/state").list("issues").count == 2)
    }

    /// Nobody but the person can see whether a message to them alone arrived.
    private func confirm(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        let meeting = try await chromium.address
        try await chromium.open(world.server + "/settings/integrations")
        try await chromium.connect("slack")
        let lost: [String: Any] = ["operation": "chat.postMessage", "error": "internal_error", "after_work": true, "times": 1]
        _ = try await world.sandbox.call("POST", "/sandbox/slack/settings", ["fail_next": [lost]])
        try await chromium.open(world.server + "/settings/routes/slack.message")
        try await chromium.tap("form[action='/integrations/slack/defaults'] li:nth-child(1) button")
        try await chromium.wait(for: "Saved.")
        try await chromium.open(meeting)
        try await chromium.tap("#send-button")
        try await chromium.wait(for: "Sent, not confirmed")
        try await chromium.check(name + "-delivery-doubt", hasMoved: true)
        try await chromium.tap("#whole form[action$='/confirm'] button")
        try await chromium.wait(until: "document.querySelectorAll('#whole .delivery.is-ok').length === 1")
        try await chromium.wait(until: "document.querySelectorAll('.delivery.is-ok').length === 4")
        try await chromium.check(name + "-delivery-confirmed", hasMoved: true)
        #expect(try await world.sandbox.call("GET", "/sandbox/slack/state").list("messages").count == 1)
    }

    private func words(_ chromium: Chromium, _ selector: String) async throws -> String {
        try await chromium.script("return document.querySelector('\(selector)')?.innerText ?? ''") as? String ?? ""
    }
}
