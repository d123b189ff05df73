import Domain
import Foundation
import Support
import Testing

@Suite("A meeting reaches every provider there is, once")
struct EveryProviderTests {
    private static let transcript = """
        Ben: I'll send the release notes to <!channel> & everyone by Friday.
        Ada: We decided to ship on Monday.
        """
    private static let others = ["google", "slack", "github", "notion", "todoist"]
    private static let places = [("slack.message", "general"), ("github.issue", "product"), ("notion.page", "Tasks"), ("todoist.task", "")]

    /// What is at each destination, by the sandbox's own account.
    private struct Place: Sendable {
        let destination: String
        let report: String
        let list: String
        /// The end of the address of the call that makes it.
        let call: String
    }

    private static let all = [
        Place(destination: "linear.issue", report: "linear", list: "issues", call: "/graphql"),
        Place(destination: "google.event", report: "google", list: "events", call: "/events?sendUpdates=none"),
        Place(destination: "google.document", report: "google", list: "documents", call: "fields=id%2Cname%2CwebViewLink"),
        Place(destination: "google.mail", report: "google", list: "mails", call: "/messages/send"),
        Place(destination: "slack.message", report: "slack", list: "messages", call: "/chat.postMessage"),
        Place(destination: "github.issue", report: "github", list: "issues", call: "/issues"),
        Place(destination: "notion.page", report: "notion", list: "pages", call: "/v1/pages"),
        Place(destination: "todoist.task", report: "todoist", list: "tasks", call: "/tasks"),
    ]

    /// Somebody with an account everywhere, and a place chosen wherever one is needed.
    private static func ada(_ world: World) async throws -> TestBrowser {
        let ada = try await world.member()
        for provider in others {
            let reply = try await ada.connect(provider, as: "ada@acme.example")
            #expect(reply.location?.contains("status=connected") == true, "\(provider): \(reply.location ?? "")")
        }
        for (destination, search) in places {
            let found = try await ada.api(.get, "/api/v1/destinations/\(destination)/choices?search=\(search)").list("choices")
            let id = try #require(found.first?["id"] as? String, "\(destination)")
            #expect(try await ada.api(.put, "/api/v1/destinations/\(destination)", ["choice": id]).status == 200)
        }
        return ada
    }

    /// Sends the meeting to these destinations and lets the courier work until nothing is due for an hour.
    private static func send(_ world: World, _ ada: TestBrowser, to destinations: [String]) async throws -> [String: [String: Any]] {
        let body: [String: Any] = [
            "title": "Weekly <b>&</b>", "transcript": transcript, "held_at": "2026-11-20T09:00:00Z", "time_zone": "Europe/Berlin",
        ]
        let id = try await ada.api(.post, "/api/v1/meetings", body).json["id"] as? String ?? ""
        #expect(try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", ["destinations": destinations]).status == 202)
        for _ in 0..<12 {
            try await world.courier.runUntilIdle()
            world.clock.advance(by: 300)
        }
        let deliveries = try await ada.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries")
        return Dictionary(uniqueKeysWithValues: deliveries.map { ($0["destination"] as? String ?? "", $0) })
    }

    private static func count(_ place: Place, _ ada: TestBrowser) async throws -> Int {
        try await ada.provider("/sandbox/\(place.report)/state").list(place.list).count
    }

    @Test func `all of them at once, each with a link that leads to it`() async throws {
        let world = try await World()
        let ada = try await Self.ada(world)
        let deliveries = try await Self.send(world, ada, to: Self.all.map(\.destination))
        #expect(deliveries.count == Self.all.count)
        for place in Self.all {
            let delivery = try #require(deliveries[place.destination])
            #expect(delivery["state"] as? String == "delivered", "\(place.destination): \(delivery)")
            #expect(try await Self.count(place, ada) == 1, "\(place.destination)")
            let url = try #require(delivery["url"] as? String, "\(place.destination)")
            #expect(url.hasPrefix(World.gatewayURL), "\(url)")
            let page = try await ada.provider(String(url.dropFirst(World.gatewayURL.count).prefix { $0 != "#" }))
            #expect((200..<400).contains(page.status), "\(url): \(page.status)")
        }
    }

    /// Without a key, or a way to look, nobody can know: the person decides.
    private static let unknowable = ["google.mail", "slack.message"]

    @Test(arguments: all.indices) func `an answer that is lost makes nothing twice`(index: Int) async throws {
        let place = Self.all[index]
        let world = try await World()
        let ada = try await Self.ada(world)
        world.transport.next(place.call, .answerLost)
        let delivery = try #require(try await Self.send(world, ada, to: [place.destination])[place.destination])
        #expect(try await Self.count(place, ada) == 1)
        let state = Self.unknowable.contains(place.destination) ? "uncertain" : "delivered"
        #expect(delivery["state"] as? String == state, "\(delivery)")
    }

    @Test(arguments: all.indices) func `a provider that was not reached is asked again`(index: Int) async throws {
        let place = Self.all[index]
        let world = try await World()
        let ada = try await Self.ada(world)
        world.transport.next(place.call, .unreachable)
        world.transport.next(place.call, .answers(status: 503, body: "<html>", headers: ["Retry-After": "60"]))
        let delivery = try #require(try await Self.send(world, ada, to: [place.destination])[place.destination])
        #expect(delivery["state"] as? String == "delivered", "\(delivery)")
        #expect(try await Self.count(place, ada) == 1)
    }

    @Test func `no token that any of them gave stands in the database or in a log`() async throws {
        let world = try await World()
        let ada = try await Self.ada(world)
        _ = try await Self.send(world, ada, to: Self.all.map(\.destination))
        for provider in Self.others {
            let reply = try await ada.api(.post, "/integrations/\(provider)/disconnect", [:])
            #expect(reply.json["revocation"] as? String == "revoked", "\(provider): \(reply.text)")
        }
        let traces = Data(try world.traces())
        for report in Set(Self.all.map(\.report)) {
            let secrets = try await ada.provider("/sandbox/\(report)/state").json["secrets"] as? [String] ?? []
            #expect(!secrets.isEmpty)
            for secret in secrets { #expect(traces.range(of: Data(secret.utf8)) == nil, "\(report)") }
        }
    }

    @Test func `a permission left out at Google parks that alone`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example", without: ["https://www.googleapis.com/auth/gmail.send"])
        let deliveries = try await Self.send(world, ada, to: ["google.event", "google.document", "google.mail"])
        #expect(deliveries["google.event"]?["state"] as? String == "delivered")
        #expect(deliveries["google.document"]?["state"] as? String == "delivered")
        #expect(deliveries["google.mail"]?["state"] as? String == "blocked_by_scope")
    }
}
