import Connections
import Domain
import Foundation
import Providers
import Storage
import Support
import Testing

@Suite("Disconnecting is at once here, and told there until it is heard")
struct DisconnectTests {
    @Test func `the tokens are gone, the provider has revoked them, and the log holds the receipt`() async throws {
        let (world, ada) = try await World.withMember()
        let reply = try await ada.browser.api(.post, "/integrations/linear/disconnect", [:])
        #expect(reply.json["success"] as? Bool == true)
        #expect(reply.json["revocation"] as? String == "revoked")
        #expect(reply.json["message"] as? String == "Linear is disconnected. Linear confirmed that the permission is withdrawn.")
        let left = try await world.database.read(as: .worker) { session in
            try session.run(
                """
                select count(*) as n from user_integrations
                where access_token is not null or refresh_token is not null or previous_refresh_token is not null or is_active = 1
                """
            )[0].integer("n")
        }
        #expect(left == 0)
        let kinds = try await world.product.accounts.activity(of: ada.id, limit: 50).entries.map(\.kind)
        #expect(kinds.count { $0 == .disconnected } == 1)
        #expect(kinds.count { $0 == .revoked } == 1)
        await #expect(throws: ConnectionError.notConnected(provider: "Linear")) {
            try await world.connections.choices(for: "linear.issue", of: ada.id)
        }
    }

    @Test func `a provider that does not answer is asked again until it does`() async throws {
        let (world, ada) = try await World.withMember()
        world.transport.next("/oauth/revoke", .answers(status: 503, body: "", headers: ["Retry-After": "120"]))
        let reply = try await ada.browser.api(.post, "/integrations/linear/disconnect", [:])
        #expect(reply.json["revocation"] as? String == "queued")
        #expect(try await world.connections.revokeDue() == 0)
        world.clock.advance(by: 119)
        #expect(try await world.connections.revokeDue() == 0)
        world.clock.advance(by: 10)
        world.transport.next("/oauth/revoke", .answers(status: 503, body: "", headers: [:]))
        #expect(try await world.connections.revokeDue() == 1)
        world.clock.advance(by: 3600)
        #expect(try await world.connections.revokeDue() == 1)
        #expect(world.sandbox.linear.revokedTokens > 0)
        #expect(world.transport.requests.count { $0.path == "/oauth/revoke" } == 3)
        let log = try await world.product.accounts.activity(of: ada.id, limit: 50).entries
        #expect(log.first?.cause == "Linear confirmed that the permission is withdrawn.")
    }

    @Test func `a grant already gone at the provider is said to be`() async throws {
        let (world, ada) = try await World.withMember()
        world.transport.next("/oauth/revoke", .answers(status: 400, body: "{}", headers: [:]))
        let reply = try await ada.browser.api(.post, "/integrations/linear/disconnect", [:])
        #expect(reply.json["revocation"] as? String == "already_invalid")
        #expect(try await ada.browser.api(.post, "/integrations/linear/disconnect", [:]).status == 409)
    }

    @Test func `a refresh that comes back after the disconnect is not stored, and its token is revoked`() async throws {
        let (world, ada) = try await World.withMember()
        let before = try await ada.sealed(world).connection
        let now = world.clock.now
        let stored = try await world.database.transaction(as: .person(ada.id)) { session in
            try ConnectionTable(session).disconnect(before.id, of: .person(ada.id), at: now)
            return try RefreshTable(session).store(
                SealedGrant(accessToken: [1], refreshToken: [2], issuedAt: now, expiresAt: nil), scopes: nil, in: before.id,
                of: .person(ada.id),
                generation: before.generation, at: now
            )
        }
        #expect(stored == .overtaken)
    }

    @Test(arguments: [(false, RefreshTable.Stored.revived, Connection.State.connected), (true, .overtaken, .needsReconnect)])
    func `a refresh that comes back after the end revives what was only thought dead, and not what the provider has withdrawn`(
        isFinal: Bool, stored: RefreshTable.Stored, state: Connection.State
    ) async throws {
        let (world, ada) = try await World.withMember()
        let before = try await ada.sealed(world)
        let now = world.clock.now
        let found = try await world.database.transaction(as: .person(ada.id)) { session in
            let (table, id) = (RefreshTable(session), before.connection.id)
            let generation = before.connection.generation
            #expect(try table.needsReconnect(id, of: .person(ada.id), generation: generation, isFinal: isFinal, at: now))
            return try table.store(before.grant, scopes: nil, in: id, of: .person(ada.id), generation: generation, at: now)
        }
        #expect(found == stored)
        #expect(try await ada.sealed(world).connection.state == state)
    }

    @Test func `a provider that never answers is asked for a week, however often that is, and then the person is told`() async throws {
        let (world, ada) = try await World.withMember()
        world.transport.next("/oauth/revoke", .unreachable)
        world.transport.next("/oauth/revoke", .unreachable)
        _ = try await ada.browser.api(.post, "/integrations/linear/disconnect", [:])
        func ask(until day: Double) async throws {
            let end = world.clock.now.addingTimeInterval(day * World.day)
            while world.clock.now < end {
                for _ in 0..<4 { world.transport.next("/oauth/revoke", .answers(status: 503, body: "", headers: ["Retry-After": "600"])) }
                _ = try await world.connections.revokeDue()
                world.clock.advance(by: 1200)
            }
        }
        try await ask(until: 6.9)
        #expect(try await world.activity(.revocationFailed, of: ada.id).isEmpty)
        try await ask(until: 0.2)
        let told = try await world.activity(.revocationFailed, of: ada.id)
        #expect(told.map(\.cause) == ["Linear never confirmed. Remove Meeting Intelligence in your Linear settings."])
    }

    @Test func `connecting again keeps the connection's id and its choices`() async throws {
        let (world, ada) = try await World.withMember()
        let id = try await ada.sealed(world).connection.id
        let choices = try await world.connections.choices(for: "linear.issue", of: ada.id)
        let change = RouteChange(destination: "linear.issue", choiceID: .some(choices[1].id))
        _ = try await world.product.routes.set([change], of: ada.id)
        _ = try await ada.browser.api(.post, "/integrations/linear/disconnect", [:])
        try await ada.browser.connectLinear(as: "ada@acme.example")
        let again = try await ada.sealed(world).connection
        #expect(again.id == id)
        #expect(try await world.product.routes.list(of: ada.id).first { $0.destination == "linear.issue" }?.choice == choices[1])
        await #expect(throws: ConnectionError.noSuchChoice) {
            try await world.product.routes.set([RouteChange(destination: "linear.issue", choiceID: .some("made-up"))], of: ada.id)
        }
    }

    @Test func `a ciphertext moved to another person opens nothing and sends nothing`() async throws {
        let world = try await World()
        let ada = try await world.connected("Ada", as: "ada@acme.example")
        let gina = try await world.connected("Gina", as: "gina@globex.example")
        let stolen = try await ada.sealed(world).grant.accessToken
        try await world.database.transaction(as: .worker) { session in
            try session.run("update user_integrations set access_token = \(stolen) where user_id = \(gina.id)")
        }
        let calls = world.transport.requests.count
        await #expect(throws: (any Error).self) { try await world.connections.choices(for: "linear.issue", of: gina.id) }
        #expect(world.transport.requests.count == calls)
    }
}
