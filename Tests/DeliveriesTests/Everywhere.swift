import Foundation
import Support
import Testing

/// Every destination there is, and somebody with an account at each.
enum Everywhere {
    static let transcript = """
        Ben: I'll send the release notes to <!channel> & everyone by Friday.
        Ada: We decided to ship on Monday.
        """
    static let others = ["google", "slack", "github", "notion", "todoist"]
    private static let places = [
        "slack.message": "general", "github.issue": "product", "notion.page": "Tasks", "todoist.task": "",
    ]

    /// What is at each destination, by the sandbox's own account.
    struct Place: Sendable, CustomTestStringConvertible {
        let destination: String
        let report: String
        let list: String
        /// The end of the address of the call that makes it.
        let call: String

        var testDescription: String { destination }
    }

    static let all = [
        Place(destination: "linear.issue", report: "linear", list: "issues", call: "/graphql"),
        Place(destination: "google.event", report: "google", list: "events", call: "/events?sendUpdates=none"),
        Place(destination: "google.document", report: "google", list: "documents", call: "fields=id%2Cname%2CwebViewLink"),
        Place(destination: "google.mail", report: "google", list: "mails", call: "/messages/send"),
        Place(destination: "slack.message", report: "slack", list: "messages", call: "/chat.postMessage"),
        Place(destination: "github.issue", report: "github", list: "issues", call: "/issues"),
        Place(destination: "notion.page", report: "notion", list: "pages", call: "/v1/pages"),
        Place(destination: "todoist.task", report: "todoist", list: "tasks", call: "/tasks"),
    ]

    /// Without a key, or a way to look, nobody can know: the person decides.
    static let unknowable = ["google.mail", "slack.message"]

    /// Somebody with an account everywhere, and a place chosen wherever one is needed.
    static func ada(_ world: World) async throws -> TestBrowser {
        let ada = try await world.member()
        for provider in others { try await connect(ada, provider) }
        return ada
    }

    /// Somebody with an account at that one provider.
    static func ada(_ world: World, at provider: String) async throws -> TestBrowser {
        let ada = try await world.member(linear: nil)
        try await connect(ada, provider)
        return ada
    }

    private static func connect(_ ada: TestBrowser, _ provider: String) async throws {
        let reply = try await ada.connect(provider, as: "ada@acme.example")
        #expect(reply.location?.contains("status=connected") == true, "\(provider): \(reply.location ?? "")")
        for (destination, search) in places where destination.hasPrefix(provider) {
            let found = try await ada.api(.get, "/api/v1/destinations/\(destination)/choices?search=\(search)").list("choices")
            let id = try #require(found.first?["id"] as? String, "\(destination)")
            #expect(try await ada.api(.put, "/api/v1/destinations/\(destination)", ["choice": id]).status == 200)
        }
    }

    static func meeting(_ ada: TestBrowser, _ transcript: String = transcript) async throws -> String {
        let body: [String: Any] = [
            "title": "Weekly <b>&</b>", "transcript": transcript, "held_at": "2026-11-20T09:00:00Z", "time_zone": "Europe/Berlin",
        ]
        return try await ada.api(.post, "/api/v1/meetings", body).json["id"] as? String ?? ""
    }

    /// Sends the meeting to these destinations and lets the courier work until nothing is due for an hour.
    static func send(_ world: World, _ ada: TestBrowser, to destinations: [String]) async throws -> [String: [String: Any]] {
        let id = try await meeting(ada)
        #expect(try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", ["destinations": destinations]).status == 202)
        try await settle(world)
        let deliveries = try await deliveries(ada, id)
        return Dictionary(uniqueKeysWithValues: deliveries.map { ($0["destination"] as? String ?? "", $0) })
    }

    /// An hour of the courier's work.
    static func settle(_ world: World) async throws {
        for _ in 0..<12 {
            try await world.courier.runUntilIdle()
            world.clock.advance(by: 300)
        }
    }

    static func deliveries(_ ada: TestBrowser, _ meeting: String) async throws -> [[String: Any]] {
        try await ada.api(.get, "/api/v1/meetings/\(meeting)/deliveries").list("deliveries")
    }

    static func count(_ place: Place, _ ada: TestBrowser) async throws -> Int {
        try await ada.provider("/sandbox/\(place.report)/state").list(place.list).count
    }
}
