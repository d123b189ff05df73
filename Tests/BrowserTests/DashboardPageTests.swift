import Foundation
import LiveSupport
import Testing

@Suite(
    "An open dashboard in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct DashboardPageTests {
    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `what needs its person and what is on its way turns by itself, and is announced`(width: Int, height: Int, name: String)
        async throws
    {
        let world = try await LiveWorld()
        try await Chromium.walk(width: width, height: height) { try await walk($0, world, name) }
    }

    @Test func `what happens while the page is looking is looked at next`() async throws {
        let world = try await LiveWorld()
        try await Chromium.walk(width: 1200, height: 900) { chromium in
            try await chromium.signUp(world)
            let elsewhere = world.visitor()
            let account = ["email": "ada@example.org", "password": "a walk along the quiet harbour"]
            #expect(try await elsewhere.call("POST", "/api/v1/session", account).status == 201)
            // The first answer is given to the page when the next hint is there.
            try await chromium.devtools(
                "Page.addScriptToEvaluateOnNewDocument",
                [
                    "source": """
                    const Stream = EventSource;
                    const get = fetch;
                    window.EventSource = class extends Stream {
                      constructor(address) {
                        super(address);
                        this.addEventListener("open", () => { window.listens = true; });
                        this.addEventListener("message", () => window.release?.());
                      }
                    };
                    window.fetch = async (...request) => {
                      const answer = await get(...request);
                      if (!window.release) await new Promise((done) => { window.release = done; });
                      return answer;
                    };
                    """
                ])
            try await chromium.open(world.server + "/dashboard-ui")
            try await chromium.wait(until: "window.listens")
            for title in ["Weekly", "Retrospective"] {
                let meeting = ["title": title, "transcript": "Ben: I'll send the \(title) notes by Friday."]
                #expect(try await elsewhere.call("POST", "/api/v1/meetings", meeting).status == 201)
                try await chromium.wait(until: "window.release")
            }
            try await chromium.wait(for: "Retrospective")
        }
    }

    private func walk(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws {
        try await chromium.signUp(world)
        let elsewhere = world.visitor()
        let account = ["email": "ada@example.org", "password": "a walk along the quiet harbour"]
        #expect(try await elsewhere.call("POST", "/api/v1/session", account).status == 201)
        let lines = "Ben: I'll send the release notes by Friday.\nAda: I will call the customer tomorrow."
        let made = try await elsewhere.call("POST", "/api/v1/meetings", ["title": "Weekly", "transcript": lines])
        let id = try #require(made.json["id"] as? String)

        try await chromium.open(world.server + "/dashboard-ui")
        try await chromium.wait(until: "document.querySelector('.dashboard > [aria-live]')")
        _ = try await chromium.script(
            """
            window.heard = [];
            const place = document.querySelector(".dashboard > [aria-live]");
            new MutationObserver(() => heard.push(place.textContent)).observe(place, { childList: true });
            """)
        let sent = try await elsewhere.call("POST", "/api/v1/meetings/\(id)/deliveries", ["destinations": ["linear.issue"]])
        let count = sent.list("deliveries").count
        #expect(count > 0)
        try await chromium.wait(until: "document.querySelectorAll('#dashboard-attention .row').length === \(count)")
        try await chromium.picture(name + "-dashboard-turned")

        // Long enough on its way to be seen there.
        _ = try await world.sandbox.call("POST", "/sandbox/linear/settings", ["answer_delay_ms": 500])
        let callback = try await world.consent(elsewhere, linear: "ada@acme.example")
        _ = try await elsewhere.send("GET", callback, headers: ["Accept": "text/html"])
        try await chromium.wait(for: "\(count) of \(count) sent")
        try await chromium.wait(until: "!document.querySelector('#attention')")
        try await chromium.wait(for: "Connected as ada@acme.example")
        // The page was never loaded anew, or nothing would have been heard.
        let heard = try await chromium.script("return heard.join(' ')") as? String ?? ""
        #expect(heard.contains("\(count) deliver") && heard.contains("No delivery needs you."))
        #expect(heard.contains("No delivery is on its way."))

        let gone = try await elsewhere.call("POST", "/integrations/linear/disconnect", [String: Any]())
        #expect(gone.status == 200)
        try await chromium.open(world.server + "/dashboard-ui")
        try await chromium.check(name + "-dashboard-settled")
    }
}
