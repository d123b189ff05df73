import Foundation
import Support
import Testing

// One after the other: each case is a whole world, and a process has only so many files to open.
@Suite("Whatever a provider answers, wherever it is asked, is a clear state and loses nothing", .serialized)
struct BadInputTests {
    /// What a provider can get wrong.
    private static let faults: [(name: String, fault: SandboxTransport.Fault)] = [
        ("a page", .answers(status: 200, body: "<!doctype html><title>Sign in</title>", headers: ["Content-Type": "text/html"])),
        ("half of it", .changed { Array($0.prefix($0.count / 2)) }),
        ("a redirect", .answers(status: 302, body: "", headers: ["Location": "https://login.example/"])),
        ("nothing", .answers(status: 200, body: "", headers: [:])),
        (
            "an error inside a 200",
            .answers(status: 200, body: #"{"ok":false,"error":"internal_error","errors":[{"message":"x"}],"code":"x"}"#, headers: [:])
        ),
        ("nothing until the deadline", .answerLost),
        ("a bad gateway", .answers(status: 502, body: "<h1>Bad Gateway</h1>", headers: [:])),
    ]

    struct Door: Sendable, CustomTestStringConvertible {
        let provider: String
        /// The ends of the addresses of the token call and of the call that finds out whose account it is.
        let token: String
        let identity: String
        /// Seconds after which a token is renewed; `nil` where none is.
        var life: Double?

        var testDescription: String { provider }
    }

    private static let doors = [
        Door(provider: "linear", token: "/oauth/token", identity: "/graphql", life: 86_400),
        Door(provider: "google", token: "/token", identity: "/userinfo", life: 3_600),
        Door(provider: "slack", token: "/oauth.v2.access", identity: "/auth.test", life: 43_200),
        Door(provider: "github", token: "/login/oauth/access_token", identity: "/user"),
        Door(provider: "notion", token: "/oauth/token", identity: "/users/me"),
        Door(provider: "todoist", token: "/oauth/access_token", identity: "/user"),
    ]

    private static let reasons: Set = ["unreadable_answer", "provider_unavailable", "code_refused"]

    private static func state(_ ada: TestBrowser, _ provider: String) async throws -> String? {
        try await ada.api(.get, "/api/v1/integrations").list("integrations").first { $0["provider"] as? String == provider }?["state"]
            as? String
    }

    @Test(arguments: doors, faults.indices)
    func `connecting says what is wrong, keeps nothing, and works the next time`(door: Door, index: Int) async throws {
        for call in [door.token, door.identity] {
            let world = try await World()
            let ada = try await world.member(linear: nil)
            world.transport.next(call, Self.faults[index].fault)
            let location = try await ada.connect(door.provider, as: "ada@acme.example").location ?? ""
            let reason = location.split(separator: "reason=").last.map { String($0.prefix { $0 != "&" }) } ?? ""
            #expect(location.contains("status=error") && Self.reasons.contains(reason), "\(call): \(location)")
            #expect(try await ada.get(location).text.contains("Nothing was connected."))
            #expect(try await Self.state(ada, door.provider) == "disconnected")
            let rows = try await world.database.read(as: .worker) { session in
                try session.run("select count(*) as n from user_integrations")[0].integer("n")
            }
            #expect(rows == 0)
            _ = try await world.connections.revokeDue()
            #expect(try await ada.connect(door.provider, as: "ada@acme.example").location?.contains("status=connected") == true)
        }
    }

    @Test(arguments: doors.filter { $0.life != nil }, faults.indices)
    func `renewing keeps the connection and is made good`(door: Door, index: Int) async throws {
        let world = try await World()
        try world.sandbox.slack.changeSettings { $0.tokenRotation = true }
        let ada = try await Everywhere.ada(world, at: door.provider)
        world.clock.advance(by: (door.life ?? 0) - 60)
        world.transport.next(door.token, Self.faults[index].fault)
        _ = try await world.connections.refreshDue()
        #expect(try await Self.state(ada, door.provider) == "connected")
        // Sooner than a provider forgets what it gave for a refresh token.
        for _ in 0..<20 {
            world.clock.advance(by: 15)
            _ = try await world.connections.refreshDue()
        }
        #expect(try await Self.state(ada, door.provider) == "connected", "\(Self.faults[index].name)")
        let place = try #require(Everywhere.all.first { $0.report == door.provider })
        let delivery = try await Everywhere.send(world, ada, to: [place.destination])[place.destination]
        #expect(delivery?["state"] as? String == "delivered", "\(Self.faults[index].name): \(delivery ?? [:])")
    }

    @Test(arguments: faults.indices) func `a token that only a refusal shows to be dead is renewed, or asked for anew`(index: Int)
        async throws
    {
        let world = try await World()
        let ada = try await Everywhere.ada(world, at: "notion")
        let refusal = #"{"object":"error","status":401,"code":"unauthorized","message":"API token is invalid."}"#
        world.transport.next("/v1/pages", .answers(status: 401, body: refusal, headers: [:]))
        world.transport.next("/oauth/token", Self.faults[index].fault)
        let delivery = try #require(try await Everywhere.send(world, ada, to: ["notion.page"])["notion.page"])
        // Where the answer got lost the refresh token is spent, and Notion gives nothing for it a second time.
        let isSpent = ["half of it", "nothing until the deadline"].contains(Self.faults[index].name)
        #expect(delivery["state"] as? String == (isSpent ? "waiting_for_connection" : "delivered"), "\(Self.faults[index].name)")
        #expect(try await Self.state(ada, "notion") == (isSpent ? "needs_reconnect" : "connected"))
        try await ada.connect("notion", as: "ada@acme.example")
        try await Everywhere.settle(world)
        let id = delivery["id"] as? String ?? ""
        #expect(try await ada.api(.get, "/api/v1/deliveries/\(id)").json["state"] as? String == "delivered")
        #expect(world.sandbox.notion.entries.count == 1)
    }

    @Test(arguments: Everywhere.all, faults.indices)
    func `a delivery waits with a reason, arrives once, or is the person's to decide`(place: Everywhere.Place, index: Int) async throws {
        let world = try await World()
        let ada = try await Everywhere.ada(world, at: place.report)
        // The call before the one that makes the issue looks for its owner.
        if place.report == "linear" { world.transport.next(place.call, .passes) }
        world.transport.next(place.call, Self.faults[index].fault)
        let delivery = try #require(try await Everywhere.send(world, ada, to: [place.destination])[place.destination])
        let state = delivery["state"] as? String ?? ""
        let isDecided = state == "uncertain" || state == "failed"
        #expect(state == "delivered" || isDecided, "\(Self.faults[index].name): \(delivery)")
        #expect(try await Everywhere.count(place, ada) <= 1)
        guard isDecided else {
            #expect(try await Everywhere.count(place, ada) == 1)
            return
        }
        let message = delivery["message"] as? String ?? ""
        #expect(!message.isEmpty && !message.contains("<"), "\(message)")
        #expect(try await ada.api(.post, "/api/v1/deliveries/\(delivery["id"] ?? "")/attempts", [:]).status == 202)
        try await Everywhere.settle(world)
        let again = try await ada.api(.get, "/api/v1/deliveries/\(delivery["id"] ?? "")").json["state"] as? String
        #expect(again == "delivered", "\(Self.faults[index].name)")
    }

    @Test(arguments: doors) func `scopes in a list and tokens ten times as long are taken as they come`(door: Door) async throws {
        let world = try await World()
        world.transport.stretchesTokens.isOn = true
        world.transport.next(door.token, .changed(Self.listed))
        let ada = try await Everywhere.ada(world, at: door.provider)
        let place = try #require(Everywhere.all.first { $0.report == door.provider })
        #expect(try await Everywhere.send(world, ada, to: [place.destination])[place.destination]?["state"] as? String == "delivered")
        #expect(try await ada.api(.post, "/integrations/\(door.provider)/disconnect", [:]).json["revocation"] as? String == "revoked")
    }

    /// Every `scope` as a list of its words.
    private static let listed: @Sendable ([UInt8]) -> [UInt8] = { bytes in
        let text = String(decoding: bytes, as: UTF8.self).replacing(/"scope" ?: ?"([^"]*)"/) { match in
            let words = match.1.split { " ,".contains($0) }.map { #""\#($0)""# }
            return #""scope":[\#(words.joined(separator: ","))]"#
        }
        return Array(text.utf8)
    }
}
