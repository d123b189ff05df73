import Domain
import Foundation
import HTTPTypes
import Providers
import Storage
import Support
import Testing

@testable import Connections

@Suite("An organisation's connection is kept alive and sealed like a person's")
struct SharedConnectionTests {
    private static func open(_ office: Office) async throws -> (connection: Connection, grant: SealedGrant) {
        let found = try await office.world.database.read(as: .worker) { session in
            try ConnectionTable(session).open(of: .organisation(office.id), provider: "linear")
        }
        return try #require(found)
    }

    private static func viewer(_ office: Office, by server: Connections) async throws -> Identity {
        try await server.send(to: .linear, for: .organisation(office.id)) { Provider.linear.identify($0) }
    }

    @Test func `callers of several servers refresh it once`() async throws {
        let office = try await Office()
        let world = office.world
        let before = try await Self.open(office).connection.generation
        world.clock.advance(by: World.day)
        let refreshes = world.refreshes
        let servers = try [world.connections, world.server("b"), world.server("c")]
        try await withThrowingTaskGroup { group in
            for number in 0..<12 { group.addTask { _ = try await Self.viewer(office, by: servers[number % 3]) } }
            try await group.waitForAll()
        }
        #expect(world.refreshes == refreshes + 1)
        #expect(try await Self.open(office).connection.generation == before + 1)
        #expect(try await office.log().first?["kind"] as? String == "refreshed")
    }

    @Test func `the sweeper renews it with everybody's`() async throws {
        let office = try await Office()
        let carl = try await office.world.connected("Carl", as: "ben@acme.example")
        office.world.clock.advance(by: World.day - 300)
        #expect(try await office.world.connections.refreshDue() == 2)
        #expect(try await Self.open(office).connection.generation == 2)
        #expect(try await carl.sealed(office.world).connection.generation == 2)
    }

    @Test func `a refresh overtaken by a disconnect is not kept, and what it brought is revoked`() async throws {
        let office = try await Office()
        let world = office.world
        world.clock.advance(by: World.day)
        let gate = Gate()
        world.transport.next("/oauth/token", .held(gate))
        let late = Task { try await Self.viewer(office, by: world.connections) }
        await gate.arrival()
        let ended = Task {
            try await world.server("b").disconnect("linear", for: office.ada.id, organisation: office.id, address: nil)
        }
        try await world.until {
            try await world.connections.connection(to: "linear", of: .organisation(office.id))?.state == .disconnected
        }
        gate.open()
        _ = await late.result
        _ = try await ended.value
        while try await world.connections.revokeDue() > 0 {}
        let row = try await world.connections.connection(to: "linear", of: .organisation(office.id))
        #expect(row?.state == .disconnected)
        let left = try await world.database.read(as: .worker) { session in
            try session.run("select id from org_revocations where state = 'queued'").count
        }
        #expect(left == 0)
    }

    @Test func `an answer that a crash left in the journal finds its row`() async throws {
        let office = try await Office()
        let world = office.world
        let held = try await world.connections.grants.load(Chain(provider: .linear, companion: nil), of: .organisation(office.id))
        let record = RefreshRecord(id: "r", of: held, grant: held.sealed, scopes: nil, at: world.clock.now)
        #expect(record.organisation == office.id.rawValue && record.person == nil)
        let read = try #require(RefreshRecord(bytes: try record.bytes()))
        #expect(read.owner == .organisation(office.id))
        try await world.connections.ledger.enter(read)
        #expect(try await Self.open(office).connection.generation == held.connection.generation + 1)
        try await world.connections.ledger.enter(read)
        #expect(try await Self.open(office).connection.generation == held.connection.generation + 1)
    }

    @Test func `a record from before organisations had connections is a person's`() throws {
        let grant = #"{"access_token":"AQ==","issued_at":0}"#
        let old =
            #"{"id":"r","person":"ada","connection":"c","type":"linear","account":"a","generation":1,"connectedAt":0,"grant":\#(grant),"answeredAt":0}"#
        #expect(RefreshRecord(bytes: Array(old.utf8))?.owner == .person(.init("ada")))
        #expect(RefreshRecord(bytes: Array(old.replacing(#""person":"ada","#, with: "").utf8)) == nil)
    }

    @Test func `a ciphertext opens in no other table and for no other owner`() async throws {
        let office = try await Office()
        let keys = office.world.connections.keys
        let (connection, grant) = try await Self.open(office)
        let seal = try await keys.seal(for: .organisation(office.id))
        _ = try seal.open(grant.accessToken, as: .accessToken, of: connection.id, provider: "linear")
        for owner in [ConnectionOwner.person(.init(office.id.rawValue)), .organisation(.init("other"))] {
            let other = GrantSeal(keys: seal.keys, owner: owner, random: seal.random)
            #expect(throws: (any Error).self) {
                try other.open(grant.accessToken, as: .accessToken, of: connection.id, provider: "linear")
            }
        }
    }

    @Test func `renewing keys covers its rows, and it goes on working`() async throws {
        let office = try await Office()
        let world = office.world
        let before = try await Self.open(office).grant.accessToken
        world.clock.advance(by: 1)
        let care = world.connections.keyCare
        let result = try await care.reseal()
        #expect(result.left == 0)
        #expect(try await Self.open(office).grant.accessToken != before)
        #expect(try await care.verify().isWhole)
        #expect(try await Self.viewer(office, by: world.server("b")).account == "ada@acme.example")
        #expect(try await office.log().contains { $0["kind"] as? String == "key_rotated" })
    }

    @Test func `a grant the provider ended is told to the owners, and reconnecting keeps the row`() async throws {
        let office = try await Office()
        let world = office.world
        let before = try await Self.open(office).connection
        world.clock.advance(by: World.day)
        world.transport.next("/oauth/token", .answers(status: 400, body: #"{"error":"invalid_grant"}"#, headers: [:]))
        await #expect(throws: ConnectionError.needsReconnect(provider: "Linear")) { try await Self.viewer(office, by: world.connections) }
        #expect(try await office.linear()["state"] as? String == "needs_reconnect")
        #expect(try await office.log().first?["kind"] as? String == "refresh_failed")
        try await office.connect(as: "ada@acme.example")
        let after = try await Self.open(office).connection
        #expect(after.id == before.id && after.state == .connected)
        #expect(try await office.linear()["offered"] as? Bool == true)
    }

    @Test func `whoever lost the right to decide while they consented connects nothing, and the grant is revoked`() async throws {
        let office = try await Office()
        let (world, dan) = (office.world, try await office.world.somebody("Dan"))
        _ = try await office.join(dan, as: "owner")
        let begun = try await dan.browser.api(.post, "\(office.path)/integrations/linear/connect", [:])
        let back = try await dan.browser.decide(
            at: begun.json["authorization_url"] as? String ?? "", account: "ada@acme.example", decision: "allow")
        _ = try await office.ada.browser.api(.patch, "\(office.path)/members/\(dan.id)", ["role": "admin"])
        let calls = world.tokenCalls
        #expect(try await dan.browser.send(.get, back, headers: ["Accept": "text/html"]).status == 403)
        #expect(world.tokenCalls == calls)
        #expect(try await Self.open(office).connection.generation == 1)
        let lines = try await dan.browser.api(.get, "/api/v1/activity?kind=connect_refused").list("activity")
        #expect(lines.count == 1 && lines.first?["provider"] as? String == "linear")
    }
}
