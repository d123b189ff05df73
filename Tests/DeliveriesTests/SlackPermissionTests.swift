import Foundation
import Support
import Testing

@Suite("At Slack too each operation stands by itself, and only what is missing is asked for")
struct SlackPermissionTests {
    private static func operations(_ ada: TestBrowser) async throws -> [String: Bool] {
        let slack = try await ada.api(.get, "/api/v1/integrations").list("integrations").first { $0["provider"] as? String == "slack" }
        let operations = slack?["operations"] as? [[String: Any]] ?? []
        return operations.reduce(into: [:]) { $0[$1["id"] as? String ?? ""] = $1["ready"] as? Bool }
    }

    /// The address of the consent page that *Add this permission*, or *Connect*, leads to.
    private static func start(_ ada: TestBrowser, _ operation: String? = nil) async throws -> String {
        let page = "/integrations/slack/connect"
        let fields = operation.map { [("operation", $0)] } ?? []
        return try await ada.submit(fields + [("return_path", "/dashboard-ui")], to: page, from: page).location ?? ""
    }

    private static func value(_ name: String, in address: String) -> String? {
        URLComponents(string: address)?.queryItems?.first { $0.name == name }?.value
    }

    private static func consent(_ ada: TestBrowser, at address: String) async throws {
        let back = try await ada.decide(at: address, account: "ada@acme.example", decision: "allow")
        #expect(try await ada.send(.get, back, headers: ["Accept": "text/html"]).location?.contains("status=connected") == true)
    }

    /// Connected by an application that the workspace allows less.
    private static func connected(without scope: String, _ world: World) async throws -> TestBrowser {
        let ada = try await world.member(linear: nil)
        let address = try await start(ada)
        let parts = try #require(value("user_scope", in: address)).split(separator: ",").map(String.init)
        var components = try #require(URLComponents(string: address))
        components.queryItems = components.queryItems?.map { item in
            item.name == "user_scope" ? URLQueryItem(name: item.name, value: parts.filter { $0 != scope }.joined(separator: ",")) : item
        }
        try await consent(ada, at: try #require(components.string))
        return ada
    }

    @Test(arguments: [("users:read.email", "mention_people"), ("groups:read", "list_channels")])
    func `one scope less is one operation less, and asking for it leaves the bot alone`(scope: String, operation: String) async throws {
        let world = try await World()
        let ada = try await Self.connected(without: scope, world)
        let ready = try await Self.operations(ada)
        #expect(ready.count == 4 && ready.filter { !$0.value }.map(\.key) == [operation])
        let address = try await Self.start(ada, operation)
        #expect(Self.value("scope", in: address) == nil)
        #expect(Self.value("user_scope", in: address)?.contains(scope) == true)
        try await Self.consent(ada, at: address)
        #expect(try await Self.operations(ada).values.allSatisfy(\.self))
    }

    @Test func `a permission that Slack takes back is shown missing, waited for, and added by the link of the place it is for`()
        async throws
    {
        let world = try await World()
        let ada = try await Everywhere.ada(world, at: "slack")
        #expect(try await ada.api(.put, "/api/v1/destinations/slack.message", ["choice": "me"]).status == 200)
        let missing = #"{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"identify"}"#
        world.transport.next("/chat.postMessage", .answers(status: 200, body: missing, headers: [:]))
        let sent = try #require(try await Everywhere.send(world, ada, to: ["slack.message"])["slack.message"])
        #expect(sent["state"] as? String == "blocked_by_scope")
        #expect(
            try await Self.operations(ada) == ["post_message": true, "message_me": false, "list_channels": true, "mention_people": true])
        // The place that everything else goes to says nothing of this delivery.
        let choices = try await ada.api(.get, "/api/v1/destinations/slack.message/choices?search=general").list("choices")
        _ = try await ada.api(.put, "/api/v1/destinations/slack.message", ["choice": choices.first?["id"] as? String ?? ""])
        let page = try await ada.get("/meetings/\(sent["meeting_id"] as? String ?? "")").text
        #expect(page.contains(#"name="operation" value="message_me""#))
        let address = try await Self.start(ada, "message_me")
        #expect(Self.value("scope", in: address) == "chat:write" && Self.value("user_scope", in: address) == "chat:write")
        try await Self.consent(ada, at: address)
        try await Everywhere.settle(world)
        #expect(try await ada.api(.get, "/api/v1/deliveries/\(sent["id"] ?? "")").json["state"] as? String == "delivered")
        #expect(try await Self.operations(ada)["message_me"] == true)
    }
}
