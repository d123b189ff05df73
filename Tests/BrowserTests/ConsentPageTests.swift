import Foundation
import LiveSupport
import Testing

@Suite(
    "Google's consent in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct ConsentPageTests {
    private static let settings = [
        "GOOGLE_OAUTH_CLIENT_ID": "meeting-intelligence", "GOOGLE_OAUTH_CLIENT_SECRET": "sandbox-secret-of-no-value",
    ]

    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `a box left unticked keeps mail back and nothing else, and asking again lets it out`(width: Int, height: Int, name: String)
        async throws
    {
        let world = try await LiveWorld(settings: Self.settings)
        try await Chromium.walk(width: width, height: height) { try await walk($0, world, name) }
    }

    private func walk(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await chromium.signUp(world)

        try await chromium.open(world.server + "/integrations/google/connect")
        try await chromium.click("form[action='/integrations/google/connect'] button")
        try await chromium.wait(for: "Meeting Intelligence wants to access your Google account")
        try await look(chromium, name + "-consent")
        try await chromium.click("input[value$='gmail.send']")
        try await chromium.click("button[value=allow]")
        try await chromium.wait(for: "Google connected")
        try await chromium.open(world.server + "/settings/integrations")
        #expect(try await operations(chromium) == ["Create events": true, "Save documents": true, "Send mail": false])
        try await chromium.check(name + "-mail-missing")

        try await sendMail(chromium, world)
        try await chromium.wait(for: "Waiting for a permission")
        try await chromium.check(name + "-mail-waits")
        let meeting = try await chromium.address
        #expect(try await state(world).list("mails").isEmpty)
        #expect(try await state(world).list("documents").count == 1)

        try await chromium.open(world.server + "/settings/integrations")
        try await chromium.click("#google .operations form button")
        try await chromium.wait(for: "Meeting Intelligence wants to access your Google account")
        try await chromium.click("button[value=allow]")
        try await chromium.wait(until: "location.pathname === '/settings/integrations'")
        #expect(try await operations(chromium) == ["Create events": true, "Save documents": true, "Send mail": true])

        try await chromium.open(meeting)
        try await chromium.wait(for: "Mail to ada@acme.example")
        #expect(try await state(world).list("mails").count == 1)
        try await visit(chromium, world, name)
    }

    /// Ticks the mail of a new meeting, and sends all that is ticked.
    private func sendMail(_ chromium: Chromium, _ world: LiveWorld) async throws {
        let lines = "Ben: I'll send the release notes by Friday.\\nAda: Let's meet again tomorrow at 10 for 30 minutes.\\nBen: Great."
        let made = try await chromium.script(
            """
            return fetch('/api/v1/meetings', { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
                body: JSON.stringify({ title: 'Weekly', transcript: "\(lines)" }) }).then(answer => answer.json()).then(made => made.id)
            """)
        try await chromium.open(world.server + "/meetings/\(try #require(made as? String))")
        try await chromium.wait(for: "Follow-up meeting")
        // Before it is sent, as nothing of it can be changed while it is on its way.
        let isInside = """
            const box = element => element.getBoundingClientRect();
            const [way, whole] = [box(document.querySelector("#follow-up .item-edit > summary")), box(document.querySelector("#follow-up"))];
            return way.top >= whole.top && way.right <= whole.right && way.bottom <= whole.bottom
            """
        #expect(try await chromium.script(isInside) as? Bool == true, "The way to plan the follow-up lies outside of it.")
        // On a phone it may lie under the bar that stays in sight.
        _ = try await chromium.script("document.querySelector('#go-meeting-google-mail').click()")
        try await chromium.click("form[action$='/send'] button")
    }

    /// What the card says of each operation: its title, and whether it is ready.
    private func operations(_ chromium: Chromium) async throws -> [String: Bool] {
        let found = try await chromium.script(
            """
            return Object.fromEntries([...document.querySelectorAll('#google .operations > li')].map(line =>
                [line.querySelector('span').firstChild.textContent.trim(), line.classList.contains('is-ready')]))
            """)
        return found as? [String: Bool] ?? [:]
    }

    /// The sandbox's own pages of what arrived.
    private func visit(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        let state = try await state(world)
        for (index, list) in ["events", "documents"].enumerated() {
            let url = try #require(state.list(list).first?["url"] as? String, "\(list)")
            try await chromium.open(url)
            try await look(chromium, "\(name)-arrived-\(index)")
        }
        for page in ["mail.google.com", "calendar.google.com"] {
            try await chromium.open("\(world.sandboxURL)/\(page)/ada@acme.example")
            try await look(chromium, "\(name)-\(page)")
        }
    }

    /// Pages of the sandbox are no wider than the window either.
    private func look(_ chromium: Chromium, _ name: String) async throws {
        let overflow =
            try await chromium.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth") as? Int
        #expect(overflow == 0, "\(name) is wider than its window")
        try await chromium.picture(name)
    }

    private func state(_ world: LiveWorld) async throws -> Wire.Reply {
        try await world.sandbox.call("GET", "/sandbox/google/state")
    }
}
