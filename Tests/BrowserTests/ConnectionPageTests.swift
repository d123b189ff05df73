import Foundation
import LiveSupport
import Testing

@Suite(
    "Connections in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct ConnectionPageTests {
    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `another account is asked about, and a connection that has ended is mended from any page`(width: Int, height: Int, name: String)
        async throws
    {
        let world = try await LiveWorld()
        try await Chromium.walk(width: width, height: height) { try await walk($0, world, name) }
    }

    private func walk(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        _ = try await world.sandbox.call("POST", "/sandbox/linear/settings", ["access_token_lifetime": 4])
        try await chromium.signUp(world)
        try await connect(chromium, as: "ada@acme.example", from: world.server + "/onboarding")
        try await chromium.wait(for: "Linear connected! You're all set.")

        try await connect(chromium, as: "gina@globex.example", from: world.server + "/integrations/linear/connect")
        try await chromium.wait(for: "Which Linear account?")
        try await chromium.check(name + "-replacement")
        try await chromium.click("button[value=replace]")
        try await chromium.wait(for: "Linear now works as gina@globex.example")

        let failure: [String: Any] = ["operation": "refresh_token", "status": 400, "error": "invalid_grant", "times": 2]
        _ = try await world.sandbox.call("POST", "/sandbox/linear/settings", ["fail_next": [failure]])
        let deadline = ContinuousClock.now + .seconds(30)
        repeat {
            guard ContinuousClock.now < deadline else { throw LiveError("The connection did not end.") }
            try await Task.sleep(for: .milliseconds(300))
            try await chromium.open(world.server + "/settings/integrations")
        } while try await chromium.script("return document.querySelectorAll('.reminder').length") as? Int == 0
        try await chromium.check(name + "-reminder-integrations")
        try await chromium.open(world.server + "/meetings")
        try await chromium.check(name + "-reminder-meetings")
        try await chromium.click(".reminder button")
        try await allow(chromium, as: "gina@globex.example")
        try await chromium.wait(for: "Meetings")
        #expect(try await chromium.script("return document.querySelectorAll('.reminder').length") as? Int == 0)
    }

    private func connect(_ chromium: Chromium, as account: String, from page: String) async throws {
        try await chromium.open(page)
        try await chromium.click("form[action='/integrations/linear/connect'] button")
        try await allow(chromium, as: account)
    }

    private func allow(_ chromium: Chromium, as account: String) async throws {
        try await chromium.wait(for: "Meeting Intelligence wants to access your Linear workspace")
        // On a phone the account may lie under the buttons that stay in sight.
        _ = try await chromium.script("document.querySelector(\"input[value='\(account)']\").checked = true")
        try await chromium.click("button[value=allow]")
    }
}
