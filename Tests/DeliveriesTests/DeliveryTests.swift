import Deliveries
import Domain
import Foundation
import Providers
import Storage
import Support
import Testing

@Suite("What was decided is delivered once, or waits and says why")
struct DeliveryTests {
    private static let transcript =
        "Ben: I'll send the release notes to the customers by Friday.\nAda: Thank you.\nClara: I will write the summary for the board by Monday."

    /// A meeting of two items, sent but not yet carried.
    private static func sent(_ world: World, _ browser: TestBrowser) async throws -> String {
        let id = try await browser.api(.post, "/api/v1/meetings", ["transcript": transcript]).json["id"] as? String ?? ""
        _ = try await browser.api(.post, "/api/v1/meetings/\(id)/deliveries", [:])
        return id
    }

    private static func states(_ browser: TestBrowser, _ meeting: String) async throws -> [String] {
        try await browser.api(.get, "/api/v1/meetings/\(meeting)/deliveries").list("deliveries").compactMap { $0["state"] as? String }
    }

    private static func issues(_ world: World) -> Int { world.sandbox.linear.issues(inWorkspace: "acme").count }

    @Test func `sending twice sends once`() async throws {
        let (world, ada) = try await World.withMember()
        let id = try await Self.sent(world, ada.browser)
        _ = try await ada.browser.api(.post, "/api/v1/meetings/\(id)/deliveries", [:])
        try await world.courier.runUntilIdle()
        _ = try await ada.browser.api(.post, "/api/v1/meetings/\(id)/deliveries", [:])
        try await world.courier.runUntilIdle()
        #expect(Self.issues(world) == 2)
        #expect(try await Self.states(ada.browser, id) == ["delivered", "delivered"])
    }

    @Test func `without a connection items wait, and connecting releases them once`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let id = try await Self.sent(world, ada)
        try await world.courier.runUntilIdle()
        #expect(try await Self.states(ada, id) == ["waiting_for_connection", "waiting_for_connection"])
        #expect(try await ada.get("/meetings/\(id)").text.contains("Linear is not connected. Connect it"))
        #expect(try await ada.get("/dashboard-ui").text.contains("Waiting for a connection"))
        try await ada.connectLinear(as: "ada@acme.example")
        try await world.courier.runUntilIdle()
        #expect(Self.issues(world) == 2)
    }

    @Test func `disconnecting parks what was not sent`() async throws {
        let (world, ada) = try await World.withMember()
        let id = try await Self.sent(world, ada.browser)
        let reply = try await ada.browser.api(.post, "/integrations/linear/disconnect", [:])
        #expect(reply.json["waiting"] as? Int == 2)
        try await world.courier.runUntilIdle()
        #expect(try await Self.states(ada.browser, id) == ["waiting_for_connection", "waiting_for_connection"])
        #expect(Self.issues(world) == 0)
    }

    @Test func `a lost answer is made good without a second issue`() async throws {
        let (world, ada) = try await World.withMember()
        let id = try await Self.sent(world, ada.browser)
        // The last call of a delivery is the one that makes the issue; the one before looks for the owner.
        world.transport.next("/graphql", .answers(status: 200, body: #"{"data":{"users":{"nodes":[]}}}"#, headers: [:]))
        world.transport.next("/graphql", .answerLost)
        try await world.courier.runUntilIdle()
        #expect(try await Self.states(ada.browser, id).contains("retrying"))
        world.clock.advance(by: 60)
        try await world.courier.runUntilIdle()
        #expect(try await Self.states(ada.browser, id) == ["delivered", "delivered"])
        #expect(Self.issues(world) == 2)
    }

    @Test func `a courier that died in flight is followed by one that finds out`() async throws {
        let (world, ada) = try await World.withMember()
        let id = try await Self.sent(world, ada.browser)
        let now = world.clock.now
        let claims = try await world.database.transaction(as: .worker) { session in
            try DeliveryLeaseTable(session).claim(
                owner: "a server that died", limit: 5, at: now, until: now.addingTimeInterval(150), paused: [])
        }
        #expect(claims.count == 1)
        #expect(try await world.courier.runUntilIdle() == 0)
        world.clock.advance(by: 151)
        try await world.courier.runUntilIdle()
        #expect(try await Self.states(ada.browser, id) == ["delivered", "delivered"])
        #expect(Self.issues(world) == 2)
        let delivery = claims[0].delivery.id
        let history = try await ada.browser.api(.get, "/api/v1/deliveries/\(delivery)").list("history")
        #expect(history.compactMap { $0["state"] as? String } == ["queued", "in_flight", "delivered"])
        #expect(history[1]["cause"] as? String == "The last attempt was cut off; finding out what became of it.")
    }

    @Test func `a provider that asks to slow down is left alone for as long`() async throws {
        let (world, ada) = try await World.withMember()
        let id = try await Self.sent(world, ada.browser)
        let limited = #"{"errors":[{"message":"slow","extensions":{"code":"RATELIMITED"}}]}"#
        world.transport.next("/graphql", .answers(status: 400, body: limited, headers: ["Retry-After": "90"]))
        let before = world.transport.requests.count
        try await world.courier.runUntilIdle()
        // Nor is it asked for the next item, which would go out with the same grant.
        #expect(try await Self.states(ada.browser, id) == ["retrying", "queued"])
        let calls = world.transport.requests.count
        #expect(calls == before + 1)
        world.clock.advance(by: 89)
        try await world.courier.runUntilIdle()
        #expect(world.transport.requests.count == calls)
        world.clock.advance(by: 5)
        try await world.courier.runUntilIdle()
        #expect(Self.issues(world) == 2)
    }

    @Test func `what Linear refuses fails at once, says why, and can be tried again`() async throws {
        let (world, ada) = try await World.withMember()
        let id = try await Self.sent(world, ada.browser)
        let refusal =
            #"{"errors":[{"message":"no","extensions":{"code":"INPUT_ERROR","userPresentableMessage":"The free plan is full."}}]}"#
        for _ in 0..<2 { world.transport.next("/graphql", .answers(status: 200, body: refusal, headers: [:])) }
        try await world.courier.runUntilIdle()
        let deliveries = try await ada.browser.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries")
        #expect(deliveries.map { $0["state"] as? String } == ["failed", "failed"])
        #expect(deliveries[0]["message"] as? String == "Linear says: The free plan is full.")
        let first = try #require(deliveries[0]["id"] as? String)
        #expect(try await ada.browser.api(.post, "/api/v1/deliveries/\(first)/attempts", [:]).status == 202)
        try await world.courier.runUntilIdle()
        #expect(Self.issues(world) == 1)
        #expect(try await ada.browser.api(.post, "/api/v1/deliveries/\(first)/attempts", [:]).status == 409)
        #expect(try await ada.browser.api(.post, "/api/v1/deliveries/\(first)/cancellation", [:]).status == 409)
    }

    @Test func `what is called off in time is never sent`() async throws {
        let (world, ada) = try await World.withMember()
        let id = try await Self.sent(world, ada.browser)
        for delivery in try await ada.browser.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries") {
            let path = "/api/v1/deliveries/\(delivery["id"] as? String ?? "")/cancellation"
            #expect(try await ada.browser.api(.post, path, [:]).json["state"] as? String == "cancelled")
        }
        try await world.courier.runUntilIdle()
        #expect(Self.issues(world) == 0)
    }

    @Test func `a missing permission blocks the delivery and says which`() async throws {
        let (world, ada) = try await World.withMember()
        try await world.database.transaction(as: .worker) { session in
            try ConnectionTable(session).change(of: .person(ada.id), provider: "linear", at: world.clock.now) { $0.scopes = ["read"] }
        }
        let id = try await Self.sent(world, ada.browser)
        try await world.courier.runUntilIdle()
        let deliveries = try await ada.browser.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries")
        #expect(deliveries.map { $0["state"] as? String } == ["blocked_by_scope", "blocked_by_scope"])
        #expect(deliveries[0]["message"] as? String == "Linear was connected without the permission to create issues.")
    }

    @Test func `one person's many items do not keep another's one waiting`() async throws {
        let world = try await World()
        let ada = try await world.connected("Ada", as: "ada@acme.example")
        let gina = try await world.connected("Gina", as: "gina@globex.example")
        _ = try await Self.sent(world, ada.browser)
        world.clock.advance(by: 1)
        _ = try await Self.sent(world, gina.browser)
        let now = world.clock.now
        let claims = try await world.database.transaction(as: .worker) { session in
            try DeliveryLeaseTable(session).claim(owner: "test", limit: 2, at: now, until: now.addingTimeInterval(150), paused: [])
        }
        #expect(Set(claims.map(\.delivery.personID)) == [ada.id, gina.id])
    }

    @Test func `a provider out of order is spared after five failures, and asked again later`() async throws {
        let (world, ada) = try await World.withMember()
        let meeting = try await ada.browser.api(.post, "/api/v1/meetings", ["transcript": Self.transcript])
        var items: [String] = []
        for number in 1...8 {
            let path = "/api/v1/meetings/\(meeting.json["id"] ?? "")/items"
            items.append(try await ada.browser.api(.post, path, ["title": "Report \(number)"]).json["id"] as? String ?? "")
        }
        for _ in items { world.transport.next("/graphql", .unreachable) }
        _ = try await ada.browser.api(.post, "/api/v1/meetings/\(meeting.json["id"] ?? "")/deliveries", ["items": items])
        let calls = world.transport.requests.count
        try await world.courier.runUntilIdle()
        #expect(world.transport.requests.count == calls + 5)
        world.clock.advance(by: 31)
        try await world.courier.runUntilIdle()
        #expect(world.transport.requests.count > calls + 5)
    }

    @Test func `what has waited for hours is tried seconds after the provider is found to be back`() async throws {
        let (world, ada) = try await World.withMember()
        let id = try await Self.sent(world, ada.browser)
        let hours = world.clock.now.addingTimeInterval(7200)
        let named = world.clock.now.addingTimeInterval(3600)
        try await world.database.transaction(as: .worker) { session in
            try session.run("update deliveries set state = 'retrying', due_at = \(hours), failing_since = \(world.clock.now)")
        }
        let third = try await Self.third(world, ada.browser, id)
        try await world.database.transaction(as: .worker) { session in
            try session.run("update deliveries set state = 'retrying', due_at = \(hours), not_before = \(named) where id = \(third)")
            try session.run(
                """
                update deliveries set due_at = \(world.clock.now) where id = (
                    select id from deliveries where id <> \(third) order by id limit 1)
                """)
        }
        try await world.courier.runUntilIdle()
        #expect(Self.issues(world) == 1)
        world.clock.advance(by: 11)
        try await world.courier.runUntilIdle()
        // What the provider has named itself is kept to.
        #expect(Self.issues(world) == 2)
        world.clock.advance(by: 3600)
        try await world.courier.runUntilIdle()
        #expect(Self.issues(world) == 3)
    }

    /// One more item of that meeting, sent.
    private static func third(_ world: World, _ browser: TestBrowser, _ meeting: String) async throws -> String {
        let path = "/api/v1/meetings/\(meeting)"
        let item = try await browser.api(.post, path + "/items", ["title": "Third"]).json["id"] as? String ?? ""
        return try await browser.api(.post, path + "/deliveries", ["items": [item]]).list("deliveries").first?["id"] as? String ?? ""
    }
}
