import Foundation
import LiveSupport
import Testing

@Suite(
    "In a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct PageTests {
    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `somebody new signs up, connects Linear, drops a transcript, sends it and sees the issues`(width: Int, height: Int, name: String)
        async throws
    {
        let world = try await LiveWorld()
        try await Chromium.walk(width: width, height: height) { try await walk($0, world, name) }
    }

    private func walk(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await chromium.open(world.server + "/signup")
        try await chromium.check(name + "-signup")
        try await chromium.signUp(world)
        try await chromium.check(name + "-onboarding")

        try await chromium.connectLinear()
        try await chromium.open(world.server + "/settings/integrations")
        try await chromium.wait(for: "Connected as ada@acme.example")
        try await chromium.check(name + "-integrations")

        try await chromium.open(world.server + "/dashboard-ui")
        try await chromium.check(name + "-dashboard")
        if name == "desktop" {
            try await dropExample(on: chromium)
        } else {
            try await chromium.type(Self.example, into: "input[type=file]")
        }
        try await chromium.wait(for: "WebVTT transcript · 4 people · 12 minutes")
        try await chromium.wait(for: "Save the meeting")
        try await chromium.click("main form[action='/meetings'] button[type=submit]")
        try await chromium.wait(until: "document.querySelector('#transcript')")
        try await chromium.wait(for: "Fix the login bug")
        try await chromium.check(name + "-meeting")
        try await chromium.click("form[action$='/send'] button")
        try await chromium.wait(for: "ENG-1")
        let deadline = ContinuousClock.now + .seconds(30)
        while try await chromium.script("return document.querySelectorAll('.delivery.is-ok').length") as? Int ?? 0 < 5 {
            guard ContinuousClock.now < deadline else { throw LiveError("Not every item was shown as delivered.") }
            try await Task.sleep(for: .milliseconds(100))
        }
        try await chromium.check(name + "-delivered")
        let meeting = try await chromium.address
        for page in [
            "dashboard-ui", "meetings", "meetings/new", "settings/account", "settings/activity", "integrations/linear/connect", "nowhere",
        ] {
            try await chromium.open(world.server + "/" + page)
            try await chromium.check(name + "-" + page.replacing("/", with: "-"))
        }
        try await chromium.open(meeting)
        let link = try await chromium.script("return document.querySelector('.delivery.is-ok a').href") as? String ?? ""
        try await chromium.open(link)
        try await chromium.wait(for: "Sandbox")
        #expect(try await world.sandbox.call("GET", "/sandbox/linear/state").list("issues").count == 5)

        try await chromium.open(world.server + "/dashboard-ui")
        try await chromium.click("form[action='/logout'] button")
        for page in ["", "login"] {
            try await chromium.open(world.server + "/" + page)
            try await chromium.check(name + "-signed-out-" + page)
        }
    }

    /// Drops the example on the page as a file manager would.
    private func dropExample(on chromium: Chromium) async throws {
        let text = Data(try String(contentsOfFile: Self.example, encoding: .utf8).utf8).base64EncodedString()
        _ = try await chromium.script(
            """
            const bytes = Uint8Array.from(atob("\(text)"), (character) => character.charCodeAt(0));
            const carried = new DataTransfer();
            carried.items.add(new File([bytes], "weekly-product.vtt", { type: "text/vtt" }));
            for (const name of ["dragenter", "dragover", "drop"]) {
                document.body.dispatchEvent(new DragEvent(name, { dataTransfer: carried, bubbles: true, cancelable: true }));
            }
            """
        )
    }

    private static let example = URL(filePath: #filePath).appending(path: "../../../Examples/weekly-product.vtt").standardized.path()
}
