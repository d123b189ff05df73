import Foundation
import LiveSupport
import Testing

@Suite(
    "Large text and little motion in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct ComfortPageTests {
    @Test func `text of twice the size needs no scrolling sideways, and where motion is not wanted nothing moves`() async throws {
        let world = try await LiveWorld()
        try await Chromium.walk(width: 1200, height: 900, textSize: 32) { try await walk($0, world) }
    }

    private func walk(_ chromium: Chromium, _ world: LiveWorld) async throws {
        try await chromium.open(world.server + "/signup")
        // What moves where nobody minds, so that there is something to keep still.
        #expect(try await animations(chromium) > 0)
        try await chromium.devtools(
            "Emulation.setEmulatedMedia", ["features": [["name": "prefers-reduced-motion", "value": "reduce"]]])
        try await look(chromium, "signup")
        try await chromium.signUp(world)
        try await chromium.connectLinear()
        try await look(chromium, "onboarding")
        for page in ["onboarding/meeting", "settings/integrations", "settings/activity", "settings/account", "meetings/new", "setup"] {
            try await chromium.open(world.server + "/" + page)
            try await look(chromium, page.replacing("/", with: "-"))
        }
        // Its deliveries stay on their way for as long as it is looked at.
        let later: [String: Any] = ["operation": "issueCreate", "status": 503, "retry_after": 600, "times": 99]
        _ = try await world.sandbox.call("POST", "/sandbox/linear/settings", ["fail_next": [later]])
        try await chromium.openMeeting(
            world, ["Ben: I'll send the release notes to the customers by Friday.", "Ada: I will call the customer tomorrow."])
        try await chromium.wait(until: "document.querySelector('#send-button')")
        try await look(chromium, "meeting")
        try await chromium.tap("#send-button")
        try await chromium.wait(until: "document.querySelector('.delivery')")
        try await look(chromium, "meeting-sent")
        for page in ["dashboard-ui", "meetings", "nowhere"] {
            try await chromium.open(world.server + "/" + page)
            try await look(chromium, page)
        }
    }

    private func look(_ chromium: Chromium, _ name: String) async throws {
        try await chromium.picture("large-" + name)
        let overflow =
            try await chromium.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth") as? Int
        #expect(overflow == 0, "\(name) is wider than its window")
        let small = """
            return [...document.querySelectorAll("body *")].filter(element => element.checkVisibility() && element.textContent.trim()
                && !element.closest(".visually-hidden, svg") && parseFloat(getComputedStyle(element).fontSize) < 26)
                .map(element => element.innerText)
            """
        #expect(try await chromium.script(small) as? [String] == [], "\(name) does not follow the text size of the browser")
        let cut = """
            return [...document.querySelectorAll("a.button, button, summary, h1, h2")].filter(element => element.checkVisibility()
                && !element.closest(".visually-hidden") && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
                .map(element => element.innerText)
            """
        #expect(try await chromium.script(cut) as? [String] == [], "\(name) cuts words off")
        #expect(try await animations(chromium) == 0, "\(name) moves")
    }

    /// How many things move when the colours change.
    private func animations(_ chromium: Chromium) async throws -> Int {
        let body = """
            const root = document.documentElement;
            const before = root.dataset.theme;
            const style = getComputedStyle(document.querySelector("a.word-mark"));
            style.color;
            root.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "light" : "dark";
            style.color;
            const count = document.getAnimations().filter(animation => animation.playState === "running").length;
            if (before) root.dataset.theme = before; else delete root.dataset.theme;
            return count + (getComputedStyle(root).scrollBehavior === "smooth" ? 1 : 0);
            """
        return try await chromium.script(body) as? Int ?? -1
    }
}
