import Foundation
import Support
import Testing

@Suite("A message in parts is whole in the end, in one place, and no part of it is there twice")
struct PartTests {
    /// A meeting of so many items that its message comes in parts.
    private static func long(_ ada: TestBrowser) async throws -> String {
        let id = try await Everywhere.meeting(ada)
        for number in 1...120 {
            let title = "Task number \(number): " + String(repeating: "words and more words ", count: 8)
            _ = try await ada.api(.post, "/api/v1/meetings/\(id)/items", ["title": title, "owner": "Ben"])
        }
        return id
    }

    private static func texts(_ world: World) throws -> [String] {
        try world.sandbox.slack.messages.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
    }

    @Test(arguments: ["rate limit", "no way there", "a refused token"])
    func `a long message goes on where it was interrupted`(name: String) async throws {
        let fault: SandboxTransport.Fault =
            switch name {
            case "rate limit": .answers(status: 429, body: #"{"ok":false,"error":"ratelimited"}"#, headers: ["Retry-After": "30"])
            case "a refused token": .answers(status: 200, body: #"{"ok":false,"error":"token_expired"}"#, headers: [:])
            default: .unreachable
            }
        let world = try await World()
        try world.sandbox.slack.changeSettings { $0.tokenRotation = true }
        let ada = try await Everywhere.ada(world, at: "slack")
        let id = try await Self.long(ada)
        world.transport.next("/chat.postMessage", .passes)
        world.transport.next("/chat.postMessage", fault)
        let body: [String: Any] = ["items": [String](), "destinations": ["slack.message"]]
        let sent = try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", body)
        #expect(sent.status == 202)
        try await world.courier.runUntilIdle()
        #expect(world.sandbox.slack.messages.count >= 1)
        try await Everywhere.settle(world)
        #expect(try await Everywhere.deliveries(ada, id).map { $0["state"] as? String } == ["delivered"])
        let messages = try Self.texts(world)
        #expect(messages.count > 2)
        for number in 1...120 {
            #expect(messages.count { $0.contains("Task number \(number): ") } == 1, "\(number)")
        }
    }

    @Test func `a part whose answer was lost is in doubt, and going on repeats no part before it`() async throws {
        let world = try await World()
        let ada = try await Everywhere.ada(world, at: "slack")
        let id = try await Self.long(ada)
        world.transport.next("/chat.postMessage", .passes)
        world.transport.next("/chat.postMessage", .answerLost)
        let body: [String: Any] = ["items": [String](), "destinations": ["slack.message"]]
        _ = try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", body)
        try await Everywhere.settle(world)
        let delivery = try #require(try await Everywhere.deliveries(ada, id).first)
        #expect(delivery["state"] as? String == "uncertain")
        #expect(world.sandbox.slack.messages.count == 2)
        _ = try await ada.api(.post, "/api/v1/deliveries/\(delivery["id"] ?? "")/attempts", [:])
        try await Everywhere.settle(world)
        #expect(try await Everywhere.deliveries(ada, id).map { $0["state"] as? String } == ["delivered"])
        let first = try Self.texts(world).count { $0.contains("Task number 1: ") }
        let last = try Self.texts(world).count { $0.contains("Task number 120: ") }
        #expect(first == 1 && last == 1)
    }

    /// A long message of which the first part is in #general, archived since.
    private static func interrupted(_ world: World, _ ada: TestBrowser) async throws -> String {
        let id = try await long(ada)
        world.transport.next("/chat.postMessage", .passes)
        world.transport.next(
            "/chat.postMessage", .answers(status: 200, body: #"{"ok":false,"error":"is_archived"}"#, headers: [:]))
        _ = try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", Self.whole)
        try await Everywhere.settle(world)
        let delivery = try #require(try await Everywhere.deliveries(ada, id).first)
        #expect(delivery["state"] as? String == "failed" && world.sandbox.slack.messages.count == 1)
        return id
    }

    private static let whole = ["items": [], "destinations": ["slack.message"]]

    @Test func `sent again to another channel it is whole there`() async throws {
        let world = try await World()
        let ada = try await Everywhere.ada(world, at: "slack")
        let id = try await Self.interrupted(world, ada)
        let choices = try await ada.api(.get, "/api/v1/destinations/slack.message/choices").list("choices")
        let general = try #require(world.sandbox.slack.messages.first?.channelID)
        let other = try #require(choices.compactMap { $0["id"] as? String }.first { $0 != general && $0 != "me" })
        #expect(try await ada.api(.put, "/api/v1/destinations/slack.message", ["choice": other]).status == 200)
        #expect(try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", Self.whole).status == 202)
        try await Everywhere.settle(world)
        #expect(try await Everywhere.deliveries(ada, id).map { $0["state"] as? String } == ["delivered"])
        let there = world.sandbox.slack.messages.filter { $0.channelID == other }
        #expect(there.count > 2 && world.sandbox.slack.messages.count == there.count + 1)
    }

    @Test func `changed in between it goes whole after the person has read that a part is there`() async throws {
        let world = try await World()
        let ada = try await Everywhere.ada(world, at: "slack")
        let id = try await Self.interrupted(world, ada)
        _ = try await ada.api(.post, "/api/v1/meetings/\(id)/items", ["title": "One more", "owner": "Ben"])
        let item = try #require(try await ada.api(.get, "/api/v1/meetings/\(id)").list("action_items").first?["id"] as? String)
        #expect(try await ada.api(.patch, "/api/v1/items/\(item)", ["title": "Another title"]).status == 200)
        let delivery = try #require(try await Everywhere.deliveries(ada, id).first?["id"] as? String)
        for state in ["failed", "delivered"] {
            #expect(try await ada.api(.post, "/api/v1/deliveries/\(delivery)/attempts", [:]).status == 202)
            try await Everywhere.settle(world)
            let now = try await ada.api(.get, "/api/v1/deliveries/\(delivery)").json
            #expect(now["state"] as? String == state)
            if state == "failed" { #expect((now["message"] as? String)?.contains("The meeting was changed") == true) }
        }
        let texts = try Self.texts(world)
        #expect(texts.count { $0.contains("Task number 120: ") } == 1 && texts.count { $0.contains("Another title") } == 1)
    }

    @Test func `sent again as another account nothing is left of the one before`() async throws {
        let world = try await World()
        let ada = try await Everywhere.ada(world, at: "slack")
        let id = try await Self.interrupted(world, ada)
        let reply = try await ada.connect("slack", as: "gina@globex.example")
        #expect(reply.location == "/integrations/slack/replacement")
        let page = "/integrations/slack/replacement"
        #expect(try await ada.submit([("decision", "replace")], to: page, from: page).location?.contains("status=replaced") == true)
        let delivery = try #require(try await Everywhere.deliveries(ada, id).first)
        #expect(delivery["account"] as? String == nil && delivery["choice"] as? String == nil)
        let found = try await ada.api(.get, "/api/v1/destinations/slack.message/choices").list("choices")
        let channel = try #require(found.compactMap { $0["id"] as? String }.first { $0 != "me" })
        #expect(try await ada.api(.put, "/api/v1/destinations/slack.message", ["choice": channel]).status == 200)
        #expect(try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", Self.whole).status == 202)
        try await Everywhere.settle(world)
        let sent = try #require(try await Everywhere.deliveries(ada, id).first)
        #expect(sent["state"] as? String == "delivered" && (sent["account"] as? String)?.contains("gina") == true)
        let there = try world.sandbox.slack.messages.filter { $0.channelID == channel }.map {
            String(decoding: try JSONEncoder().encode($0), as: UTF8.self)
        }
        #expect(there.count { $0.contains("Task number 1: ") } == 1 && there.count { $0.contains("Task number 120: ") } == 1)
    }
}
