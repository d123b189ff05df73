import Foundation
import LiveSupport
import Testing

@Suite(
    "A phone beside a computer, in real browsers", .serialized,
    .enabled(
        if: (Chromium.isInstalled && CodeReader.isInstalled) || ProcessInfo.processInfo.environment["CI"] != nil,
        "chromedriver or zbarimg is not installed"))
struct PhonePageTests {
    private static let iPhone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"

    @Test func `the phone scans the code and connects, the computer shows it by itself, and Undo ends it`() async throws {
        let world = try await LiveWorld()
        try await Chromium.walk(width: 1200, height: 900) { desktop in
            try await Chromium.walk(width: 360, height: 780, userAgent: Self.iPhone) { try await walk(desktop, $0, world) }
        }
    }

    @Test func `where the stream cannot be had the computer looks by itself, and with it it hardly asks`() async throws {
        let world = try await LiveWorld()
        for hasStream in [false, true] {
            try await Chromium.walk(width: 1200, height: 900) { desktop in
                if !hasStream { try await desktop.block("*/events") }
                try await wait(desktop, world, name: hasStream ? "Ben" : "Ada", hasStream)
            }
        }
    }

    private func wait(_ desktop: Chromium, _ world: LiveWorld, name: String, _ hasStream: Bool) async throws {
        try await desktop.signUp(world, name: name, email: "\(name.lowercased())@example.org")
        try await desktop.open(world.server + "/integrations/linear/phone")
        let path = try CodeReader.text(inData: try await code(on: desktop)).replacing(world.server, with: "")
        if hasStream {
            // Nothing happens for a while, and a page that looked by itself would look every second.
            try await Task.sleep(for: .seconds(3))
            let looks = "return performance.getEntriesByType('resource').filter(entry => entry.name.endsWith('/phone')).length"
            #expect(try await desktop.script(looks) as? Int ?? 99 <= 3)
        }
        let phone = world.visitor()
        let account = ["email": "\(name.lowercased())@example.org", "password": "a walk along the quiet harbour"]
        #expect(try await phone.call("POST", "/api/v1/session", account).status == 201)
        let headers = ["Content-Type": "application/json", "Origin": world.server, "User-Agent": Self.iPhone]
        let started = try await phone.send("POST", path, headers: headers, body: Data("{}".utf8))
        _ = try await phone.send("GET", try await world.decide(at: started.location ?? "", "ada@acme.example"))
        try await desktop.wait(for: "Linear is connected as ada@acme.example")
        try await desktop.wait(for: "From Safari on iPhone")
    }

    private func walk(_ desktop: Chromium, _ phone: Chromium, _ world: LiveWorld) async throws {
        try await desktop.signUp(world, name: "Ada")
        try await desktop.open(world.server + "/settings/integrations")
        try await desktop.click("#linear a[href='/integrations/linear/phone']")
        let first = try await code(on: desktop)
        try await desktop.check("desktop-phone-code")
        // Asked for another, the first is void.
        try await desktop.click("#phone-code button")
        let second = try await code(on: desktop, otherThan: first)
        _ = try await desktop.script("window.stayed = true")

        try await phone.open(try CodeReader.text(inData: first))
        try await phone.wait(for: "Log in")
        try await phone.check("phone-login")
        try await phone.type("ada@example.org", into: "input[name=email]")
        try await phone.type("a walk along the quiet harbour", into: "input[name=password]")
        try await phone.click("main form[action='/login'] button[type=submit]")
        try await phone.wait(for: "A newer code has taken the place of this one")
        try await phone.check("phone-replaced")
        try await connect(phone, second, beside: desktop)

        try await desktop.wait(for: "Linear is connected as ada@acme.example")
        #expect(try await desktop.script("return window.stayed === true") as? Bool == true)
        try await desktop.wait(for: "From Safari on iPhone")
        #expect(
            try await desktop.script("return document.querySelector('[data-live-announcements]').textContent") as? String
                == "Linear is connected as ada@acme.example · Acme.")
        #expect(try await desktop.script("return document.querySelector('#phone-code').offsetParent === null") as? Bool == true)
        try await desktop.check("desktop-phone-connected")
        try await desktop.click(".phone-undo button")
        try await desktop.wait(for: "Linear is disconnected.")

        try await connect(phone, try await code(again: desktop, world), beside: desktop)
        try await others(desktop, phone, world)
    }

    private func code(again desktop: Chromium, _ world: LiveWorld) async throws -> String {
        try await desktop.open(world.server + "/integrations/linear/phone")
        return try await code(on: desktop)
    }

    private func connect(_ phone: Chromium, _ picture: String, beside desktop: Chromium) async throws {
        try await phone.open(try CodeReader.text(inData: picture))
        try await phone.wait(for: "You are logged in as Ada (ada@example.org)")
        try await phone.check("phone-link")
        try await phone.click("form[action^='/connect/phone/'] button")
        try await phone.wait(for: "Meeting Intelligence wants to access your Linear workspace")
        try await desktop.wait(for: "The code was opened on your phone")
        try await desktop.wait(for: "This code is used up.")
        try await desktop.check("desktop-phone-opened", hasMoved: true)
        try await phone.click("button[value=allow]")
        try await phone.wait(for: "You can put the phone away.")
        try await phone.check("phone-done")
    }

    /// Whatever page is open shows a connection as it is.
    private func others(_ desktop: Chromium, _ phone: Chromium, _ world: LiveWorld) async throws {
        try await desktop.open(world.server + "/dashboard-ui")
        try await desktop.wait(for: "Connected as ada@acme.example")
        try await phone.open(world.server + "/settings/integrations")
        try await phone.wait(for: "connected from Safari on iPhone")
        try await phone.check("phone-card-device")
        _ = try await desktop.script("window.stayed = true")
        try await phone.open(world.server + "/integrations/linear/phone")
        try await phone.click(".phone-undo button")
        try await phone.wait(for: "Linear is disconnected.")
        let linear = "document.querySelector('#dashboard-integrations .row:first-child').innerText.includes('Not connected')"
        let deadline = ContinuousClock.now + .seconds(30)
        while try await desktop.script("return \(linear)") as? Bool != true {
            guard ContinuousClock.now < deadline else { throw LiveError("The dashboard did not notice.") }
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(try await desktop.script("return window.stayed === true") as? Bool == true)
    }

    /// Waits for the picture.
    private func code(on desktop: Chromium, otherThan old: String = "") async throws -> String {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            let picture = try await desktop.script("return document.querySelector('#phone-code img')?.src ?? ''") as? String ?? ""
            if !picture.isEmpty, picture != old { return picture }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw LiveError("No code was shown.")
    }
}
