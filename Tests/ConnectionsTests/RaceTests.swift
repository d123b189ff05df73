import Connections
import Domain
import Foundation
import Storage
import Support
import Testing

@Suite("Of two who change a connection at once the newer wins, and nothing is left over")
struct RaceTests {
    @Test func `a reconnect during a refresh wins, and the late token is revoked`() async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: World.day)
        let gate = Gate()
        world.transport.next("/oauth/token", .held(gate))
        async let late = world.teams(ada.id)
        await gate.arrival()
        try await ada.browser.connectLinear(as: "ada@acme.example")
        let reconnected = try await ada.sealed(world)
        gate.open()
        #expect(try await late == 2)
        let after = try await ada.sealed(world)
        #expect(after.grant.accessToken == reconnected.grant.accessToken)
        #expect(after.connection.generation == reconnected.connection.generation)
        #expect(try await world.connections.revokeDue() == 1)
        #expect(world.sandbox.linear.revokedTokens == 1)
        #expect(try await world.teams(ada.id) == 2)
    }

    @Test func `a disconnect during a refresh wins, and every token has been revoked`() async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: World.day)
        let gate = Gate()
        world.transport.next("/oauth/token", .held(gate))
        let late = Task { try await world.teams(ada.id) }
        await gate.arrival()
        async let reply = ada.browser.api(.post, "/integrations/linear/disconnect", [:])
        try await world.until { try await world.column("is_active", of: ada.id) == .integer(0) }
        gate.open()
        #expect(try await reply.json["success"] as? Bool == true)
        await #expect(throws: ConnectionError.notConnected(provider: "Linear")) { try await late.value }
        _ = try await world.connections.revokeDue()
        for column in ["access_token", "refresh_token", "previous_refresh_token", "refresh_owner", "refresh_due_at"] {
            #expect(try await world.column(column, of: ada.id) == .null)
        }
        let open = try await world.database.read(as: .worker) { session in
            try session.run("select count(*) as n from revocations where token is not null or state = 'queued'")[0].integer("n")
        }
        #expect(open == 0)
        #expect(world.sandbox.linear.revokedTokens == 1)
        #expect(world.transport.requests.last?.path != "/graphql")
    }

    @Test func `a disconnect is answered when no request with its token is under way any more`() async throws {
        let (world, ada) = try await World.withMember()
        let gate = Gate()
        world.transport.next("/graphql", .held(gate))
        async let teams = world.teams(ada.id)
        await gate.arrival()
        let isAnswered = Switch()
        async let reply: Void = {
            _ = try await ada.browser.api(.post, "/integrations/linear/disconnect", [:])
            isAnswered.isOn = true
        }()
        try await world.until { try await world.column("is_active", of: ada.id) == .integer(0) }
        for _ in 0..<100 { await Task.yield() }
        #expect(!isAnswered.isOn)
        gate.open()
        try await reply
        #expect(try await teams == 2)
    }

    @Test func `a conversation of several calls ends with the connection, and its item waits`() async throws {
        let (world, ada) = try await World.withMember()
        let meeting =
            try await ada.browser.api(
                .post, "/api/v1/meetings", ["transcript": "Ben: I'll send the release notes to the customers by Friday."]
            ).json["id"] as? String ?? ""
        _ = try await ada.browser.api(.post, "/api/v1/meetings/\(meeting)/deliveries", [:])
        let gate = Gate()
        world.transport.next("/graphql", .held(gate))
        async let carried = world.courier.runUntilIdle()
        await gate.arrival()
        async let reply = ada.browser.api(.post, "/integrations/linear/disconnect", [:])
        try await world.until { try await world.column("is_active", of: ada.id) == .integer(0) }
        gate.open()
        _ = try await (reply, carried)
        #expect(world.sandbox.linear.issues(inWorkspace: "acme").isEmpty)
        let deliveries = try await ada.browser.api(.get, "/api/v1/meetings/\(meeting)/deliveries").list("deliveries")
        #expect(deliveries.map { $0["state"] as? String } == ["waiting_for_connection"])
        try await ada.browser.connectLinear(as: "ada@acme.example")
        try await world.courier.runUntilIdle()
        #expect(world.sandbox.linear.issues(inWorkspace: "acme").count == 1)
    }

    @Test func `two servers on one database refresh once, whoever is asked`() async throws {
        let (world, ada) = try await World.withMember()
        try world.sandbox.linear.changeSettings { $0.rotationGrace = 0 }
        world.clock.advance(by: World.day)
        let servers = [world.connections, try world.server("second")]
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<32 { group.addTask { try await world.teams(ada.id, by: servers[index % 2]) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == Array(repeating: 2, count: 32))
        #expect(world.refreshes == 1)
    }

    @Test func `the first invalid_grant is not final where another server has just won`() async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: World.day)
        // The slow server gets its answer after its lease has ended, and the answer is that the token is spent.
        let (slow, gate) = (try world.server("slow"), Gate())
        world.transport.next("/oauth/token", .heldThen(gate, status: 400, body: #"{"error":"invalid_grant"}"#))
        async let late = world.teams(ada.id, by: slow)
        await gate.arrival()
        world.clock.advance(by: 31)
        #expect(try await world.teams(ada.id) == 2)
        gate.open()
        #expect(try await late == 2)
        #expect(try await ada.sealed(world).connection.state == .connected)
        #expect(try await world.activity(.refreshFailed, of: ada.id).isEmpty)
    }

    @Test func `a token that comes late, of the family in force, is not revoked`() async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: World.day)
        let (slow, gate) = (try world.server("slow"), Gate())
        world.transport.next("/oauth/token", .held(gate))
        async let late = world.teams(ada.id, by: slow)
        await gate.arrival()
        world.clock.advance(by: 31)
        // In its grace period Linear gives both the same tokens.
        #expect(try await world.teams(ada.id) == 2)
        gate.open()
        #expect(try await late == 2)
        #expect(try await world.connections.revokeDue() == 0)
        #expect(try await world.teams(ada.id) == 2)
    }

    @Test func `a lease is given back by its owner alone`() async throws {
        let (world, ada) = try await World.withMember()
        let (connection, now) = (try await ada.sealed(world).connection, world.clock.now)
        try await world.database.transaction(as: .person(ada.id)) { session in
            let table = RefreshTable(session)
            #expect(
                try table.lease(
                    connection.id, of: .person(ada.id), generation: connection.generation, owner: "a", at: now,
                    until: now.addingTimeInterval(30)))
            try table.release(connection.id, of: .person(ada.id), owner: "b")
            _ = try table.postpone(connection.id, of: .person(ada.id), owner: "b", failures: 9, until: now)
            #expect(
                try !table.lease(
                    connection.id, of: .person(ada.id), generation: connection.generation, owner: "b", at: now,
                    until: now.addingTimeInterval(30)))
        }
        #expect(try await world.column("refresh_owner", of: ada.id) == .text("a"))
        #expect(try await world.column("refresh_failures", of: ada.id) == .integer(0))
    }

    @Test func `a setting changed during a refresh is kept`() async throws {
        let (world, ada) = try await World.withMember()
        let choices = try await world.connections.choices(for: "linear.issue", of: ada.id)
        world.clock.advance(by: World.day)
        let gate = Gate()
        world.transport.next("/oauth/token", .held(gate))
        async let teams = world.teams(ada.id)
        await gate.arrival()
        try await world.database.transaction(as: .person(ada.id)) { session in
            try ConnectionTable(session).change(of: .person(ada.id), provider: "linear", at: world.clock.now) {
                $0.defaults["linear.issue"] = choices[1]
            }
        }
        gate.open()
        #expect(try await teams == 2)
        #expect(try await ada.sealed(world).connection.details.defaults["linear.issue"] == choices[1])
    }

    @Test func `a withdrawal during a refresh stands, and the late token is revoked`() async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: World.day)
        let (connection, gate) = (try await ada.sealed(world).connection, Gate())
        world.transport.next("/oauth/token", .held(gate))
        let teams = Task { try await world.teams(ada.id) }
        await gate.arrival()
        try await world.database.transaction(as: .person(ada.id)) { session in
            _ = try RefreshTable(session).needsReconnect(
                connection.id, of: .person(ada.id), generation: connection.generation, isFinal: true, at: world.clock.now
            )
        }
        gate.open()
        await #expect(throws: ConnectionError.needsReconnect(provider: "Linear")) { try await teams.value }
        #expect(try await world.connections.revokeDue() == 1)
    }
}
