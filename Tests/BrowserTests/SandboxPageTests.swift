import Foundation
import LiveSupport
import Testing

@Suite(
    "The sandbox's pages in a real browser", .serialized,
    .enabled(if: Chromium.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "chromedriver is not installed"))
struct SandboxPageTests {
    @Test(arguments: [(1200, 900, "desktop"), (360, 780, "phone")])
    func `every page a link leads to fits its window, before anything arrived and after`(width: Int, height: Int, name: String) async throws
    {
        let settings = ["GITHUB", "NOTION", "TODOIST"].flatMap {
            [("\($0)_OAUTH_CLIENT_ID", "meeting-intelligence"), ("\($0)_OAUTH_CLIENT_SECRET", "sandbox-secret-of-no-value")]
        }
        let world = try await LiveWorld(settings: Dictionary(uniqueKeysWithValues: settings))
        try await Chromium.walk(width: width, height: height) { chromium in
            let empty = try await visit(chromium, world, name + "-sandbox-empty")
            try await fill(world)
            let full = try await visit(chromium, world, name + "-sandbox")
            #expect(full.count > empty.count)
        }
    }

    /// Something in every tool, with words that are long.
    private func fill(_ world: LiveWorld) async throws {
        let providers = ["linear", "google", "slack", "github", "notion", "todoist"]
        let ada = try await world.member("Ada", connected: Dictionary(uniqueKeysWithValues: providers.map { ($0, "ada@acme.example") }))
        let address = "https://example.org/" + String(repeating: "a-very-long-address/", count: 8)
        let lines = """
            Ben: I'll send the release notes to the customers by Friday.
            Ada: Clara, can you read \(address) until Monday?
            Clara: I will look into Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen tomorrow.
            """
        let made = try await ada.call("POST", "/api/v1/meetings", ["title": "Weekly", "transcript": lines])
        let id = try #require(made.json["id"] as? String)
        _ = try await ada.call("POST", "/api/v1/meetings/\(id)/deliveries", [String: Any]())
        _ = try await world.eventually("everything has gone out") {
            let states = try await ada.call("GET", "/api/v1/meetings/\(id)/deliveries").list("deliveries").map { $0["state"] as? String }
            return states.contains { ["queued", "in_flight", "retrying"].contains($0) } ? nil : states.count
        }
    }

    /// - Returns: the pages, found by following links from the first one.
    private func visit(_ chromium: Chromium, _ world: LiveWorld, _ name: String) async throws -> [String] {
        var found = [world.sandboxURL + "/"]
        var next = 0
        while next < found.count, next < 60 {
            try await chromium.open(found[next])
            let overflow =
                try await chromium.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth") as? Int
            #expect(overflow == 0, "\(found[next]) is wider than its window")
            #expect(try await chromium.script("return document.querySelectorAll('h1').length") as? Int == 1, "\(found[next])")
            try await chromium.picture("\(name)-\(next)")
            let links =
                try await chromium.script(
                    "return [...document.links].filter(a => a.origin === location.origin).map(a => a.href.split('#')[0])") as? [String]
            // `state` is for programs.
            for link in links ?? [] where !found.contains(link) && !link.hasSuffix("/state") { found.append(link) }
            next += 1
        }
        return found
    }
}
