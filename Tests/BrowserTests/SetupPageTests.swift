import Foundation
import LiveSupport
import Testing

@Suite(
    "The first start in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct SetupPageTests {
    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `a newcomer signs up on a fresh server, sets Linear up and connects it`(width: Int, height: Int, name: String) async throws {
        let unset = ["LINEAR", "GOOGLE", "SLACK"].flatMap { ["\($0)_OAUTH_CLIENT_ID", "\($0)_OAUTH_CLIENT_SECRET"] }
        let world = try await LiveWorld(settings: Dictionary(uniqueKeysWithValues: unset.map { ($0, "") }))
        try await Chromium.walk(width: width, height: height) { try await walk($0, world, name) }
    }

    private func walk(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await chromium.open(world.server + "/signup")
        try await chromium.wait(for: "The first account runs this server.")
        try await chromium.check(name + "-setup-signup")
        try await chromium.signUp(world, reaching: "Set up this server")
        try await chromium.check(name + "-setup")
        try await chromium.click("a[href='/setup/linear']")
        try await chromium.wait(for: "Register this server at Linear")
        try await chromium.check(name + "-setup-linear")

        // The form behind the link shows what the provider gives.
        let setup = try await chromium.address
        let form = try await chromium.script("return document.querySelector('a[target=_blank]').href") as? String ?? ""
        try await chromium.open(form)
        try await chromium.wait(for: "The form was filled in with this redirect URI.")
        let given = try await chromium.script("return [...document.querySelectorAll('dd code')].map(x => x.innerText)") as? [String] ?? []
        #expect(given.count == 3)
        try await chromium.open(setup)

        try await chromium.type(given[0], into: "#client-id")
        try await chromium.type("a-wrong-secret", into: "#client-secret")
        try await chromium.click("button[formaction$='/test']")
        try await chromium.wait(for: "Linear does not accept this client id with this client secret.")
        try await chromium.check(name + "-setup-wrong")
        try await chromium.click("form[action='/setup/linear'] .button-primary")
        try await chromium.wait(for: "Nothing was stored.")
        #expect(try await chromium.script("return document.querySelector('#client-id').value") as? String == given[0])
        try await chromium.type(given[1], into: "#client-secret")
        try await chromium.click("button[formaction$='/test']")
        try await chromium.wait(for: "Linear accepts this id and secret.")
        // The test left the page as it was: what was pasted is still there.
        #expect(try await chromium.script("return document.querySelector('#client-secret').value") as? String == given[1])
        try await chromium.click("form[action='/setup/linear'] .button-primary")
        try await chromium.wait(for: "Saved. Linear accepts this id and secret.")
        try await chromium.check(name + "-setup-saved")
        for page in ["setup", "setup/google", "setup/slack", "onboarding", "settings/integrations"] {
            try await chromium.open(world.server + "/" + page)
            try await chromium.check(name + "-after-" + page.replacing("/", with: "-"))
        }
        try await chromium.open(world.server + "/setup")
        try await chromium.click(".buttons-end .button")
        try await chromium.wait(for: "Connect your tools to get started")
        try await chromium.connectLinear()
        try await chromium.open(setup)
        try await chromium.click(".setup-removal summary")
        try await chromium.wait(for: "One connection on this server lives on it")
        try await chromium.check(name + "-setup-removal")
    }
}
