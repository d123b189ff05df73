import Foundation
import LiveSupport
import Testing

@Suite(
    "The setup code in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct SetupCodePageTests {
    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `on a server that others reach only the code from its console makes an operator`(width: Int, height: Int, name: String)
        async throws
    {
        let world = try await LiveWorld(settings: ["HOST": "0.0.0.0"])
        let printed = try String(contentsOfFile: world.folder + "/server.log", encoding: .utf8)
        let code = try #require(printed.firstMatch(of: /\n    ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})\n/).map { String($0.1) })
        try await Chromium.walk(width: width, height: height) { try await walk($0, world, code, name) }
    }

    private func walk(_ chromium: Chromium, _ world: LiveWorld, _ code: String, _ name: String) async throws {
        try await chromium.open(world.server + "/signup")
        try await chromium.type("7777-7777-7777", into: "#setup-code")
        try await chromium.check(name + "-code-signup")
        try await chromium.type("Ada", into: "#name")
        try await chromium.type("ada@example.org", into: "#email")
        try await chromium.type("a walk along the quiet harbour\u{E007}", into: "#password")
        try await chromium.wait(until: "document.querySelector('.form-error')")
        // What was typed is still there, but for what is secret.
        #expect(try await chromium.script("return document.querySelector('#email').value") as? String == "ada@example.org")
        #expect(try await chromium.script("return document.querySelector('#password').value") as? String == "")
        try await chromium.check(name + "-code-signup-wrong")

        try await chromium.signUp(world)
        try await chromium.open(world.server + "/setup/linear")
        try await chromium.wait(for: "Only the operator of this server may do this.")
        try await chromium.open(world.server + "/setup")
        try await chromium.wait(for: "Who runs this server?")
        try await chromium.check(name + "-code-later")
        try await chromium.type("7777-7777-7777\u{E007}", into: "#setup-code")
        try await chromium.wait(until: "document.querySelector('.form-error')")
        try await chromium.check(name + "-code-wrong")
        // As people type it from another screen.
        try await chromium.type(code.lowercased().replacing("-", with: " ") + "\u{E007}", into: "#setup-code")
        try await chromium.wait(for: "Set up this server")
        try await chromium.check(name + "-code-right")
    }
}
