import Domain
import Foundation
import HTTPTypes
import Providers
import Storage
import Support
import Synchronization
import Testing

@testable import Connections

@Suite("Tokens are refreshed before anybody needs them")
struct SweepTests {
    @Test func `what is due is refreshed, and what is not is left alone`() async throws {
        let (world, ada) = try await World.withMember()
        #expect(try await world.connections.refreshDue() == 0)
        world.clock.advance(by: World.day - 610)
        #expect(try await world.connections.refreshDue() == 0)
        world.clock.advance(by: 20)
        #expect(try await world.connections.refreshDue() == 1)
        #expect(world.refreshes == 1)
        #expect(try await world.connections.refreshDue() == 0)
        #expect(try await world.activity(.refreshed, of: ada.id).count == 1)
        #expect(try await world.teams(ada.id) == 2)
        #expect(world.refreshes == 1)
    }

    @Test func `the token that ends first is in front, and a leased one is left to its server`() async throws {
        let world = try await World()
        var ids: [Person.ID] = []
        for (name, life) in [("Ada", 900), ("Ben", 300), ("Clara", 600)] {
            try world.sandbox.linear.changeSettings { $0.accessTokenLifetime = life }
            ids.append(try await world.connected(name, as: "\(name.lowercased())@acme.example").id)
        }
        let end = world.clock.now.addingTimeInterval(1000)
        let due = try await world.database.read(as: .worker) { try RefreshTable($0).due(types: ["linear"], limit: 9, at: end) }
        #expect(due.compactMap(\.owner.person) == [ids[1], ids[2], ids[0]])
        let first = due[0]
        let isTaken = try await world.database.transaction(as: .worker) { session in
            try RefreshTable(session).lease(
                first.id, of: first.owner, generation: 1, owner: "other", at: end, until: end.addingTimeInterval(30))
        }
        #expect(isTaken)
        let left = try await world.database.read(as: .worker) { try RefreshTable($0).due(types: ["linear"], limit: 9, at: end) }
        #expect(left.compactMap(\.owner.person) == [ids[2], ids[0]])
    }

    @Test func `many are refreshed at once, each once, and no provider gets more than its share`() async throws {
        let world = try await World()
        try world.sandbox.linear.changeSettings { $0.rotationGrace = 0 }
        for index in 0..<20 { _ = try await world.connected("Person\(index)") }
        world.clock.advance(by: World.day)
        let counting = CountingTransport(world.transport)
        let servers = try ["one", "two"].map { name in try world.server(name) { $0.transport = counting } }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for server in servers { group.addTask { _ = try await server.refreshDue() } }
            try await group.waitForAll()
        }
        #expect(world.refreshes == 20)
        #expect(counting.most <= Sweep.limitOfProvider * servers.count)
        #expect(counting.most > 1)
        let rows = try await world.database.read(as: .worker) { session in
            try session.run("select count(*) as n from user_integrations where state = 'connected' and generation = 2")[0].integer("n")
        }
        #expect(rows == 20)
    }

    @Test func `an outage of days ends no connection, one of many asks at a time, and all are renewed in a minute of its end`() async throws
    {
        let (world, ada) = try await World.withMember()
        for number in 0..<20 { _ = try await world.connected("Person\(number)") }
        world.clock.advance(by: World.day)
        let isDown = Switch(true)
        let server = try world.server("patient") { $0.transport = DownTransport($0.transport, isDown: isDown) }
        var asked = 0
        for _ in 0..<(24 * 60) {
            world.clock.advance(by: 60)
            asked += try await server.refreshDue()
        }
        #expect(try await ada.sealed(world).connection.state == .connected)
        // One a minute, and each by itself about twice an hour.
        #expect((1440...3400).contains(asked))
        isDown.isOn = false
        for _ in 0..<4 {
            world.clock.advance(by: 15)
            _ = try await server.refreshDue()
        }
        #expect(world.refreshes == 21)
        #expect(try await world.teams(ada.id) == 2)
        #expect(try await world.column("refresh_failures", of: ada.id) == .integer(0))
    }

    @Test(arguments: ["120", "Sat, 21 Nov 2026 10:02:00 GMT"])
    func `nobody asks before the time a provider has named`(retryAfter: String) async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: World.day)
        world.transport.next("/oauth/token", .answers(status: 429, body: "", headers: ["Retry-After": retryAfter]))
        _ = try await world.connections.refreshDue()
        world.clock.advance(by: 119)
        #expect(try await world.connections.refreshDue() == 0)
        await #expect(throws: ConnectionError.self) { try await world.teams(ada.id) }
        #expect(world.refreshes == 0)
        world.clock.advance(by: 5)
        #expect(try await world.teams(ada.id) == 2)
    }

    @Test func `a registration that is refused is told to the operator once, and ends no connection`() async throws {
        let world = try await World()
        var people: [Member] = []
        for name in ["Ada", "Ben", "Clara"] { people.append(try await world.connected(name)) }
        world.clock.advance(by: World.day)
        for _ in people { world.transport.next("/oauth/token", .answers(status: 401, body: #"{"error":"invalid_client"}"#, headers: [:])) }
        #expect(try await world.connections.refreshDue() == 3)
        #expect(world.logs.text.components(separatedBy: "refuses this server's registration").count == 2)
        world.clock.advance(by: 10)
        for person in people { #expect(try await world.teams(person.id) == 2) }
    }

    @Test func `a refresh token without an expiry beside it is used on a refusal alone`() async throws {
        let world = try await World()
        let ada = try await world.browser().endless(in: world)
        world.clock.advance(by: 400 * World.day)
        #expect(try await world.connections.refreshDue() == 0)
        #expect(world.refreshes == 0)
        #expect(try await world.teams(ada) == 2)
        #expect(world.refreshes == 1)
    }

    @Test func `a token that ends and cannot be renewed asks for a new consent when it has ended`() async throws {
        let (world, ada) = try await World.withMember()
        try await world.database.transaction(as: .person(ada.id)) { session in
            try session.run(
                "update user_integrations set refresh_token = null, refresh_due_at = token_expires_at where user_id = \(ada.id)")
        }
        world.clock.advance(by: World.day - 60)
        #expect(try await world.connections.refreshDue() == 0)
        #expect(try await world.teams(ada.id) == 2)
        world.clock.advance(by: 61)
        #expect(try await world.connections.refreshDue() == 1)
        #expect(try await ada.sealed(world).connection.state == .needsReconnect)
        #expect(try await world.activity(.refreshFailed, of: ada.id).count == 1)
    }

    @Test func `a lease outlasts the two calls it may guard`() {
        #expect(Refresher.lease > 2 * TransportLimits.deadline)
        #expect(RefreshService.interval < Refresher.lease)
    }

    @Test func `a clock set back leaves no lease behind that binds for hours`() async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: World.day)
        let connection = try await ada.sealed(world).connection
        let ahead = world.clock.now.addingTimeInterval(7200)
        let isTaken = try await world.database.transaction(as: .worker) { session in
            try RefreshTable(session).lease(
                connection.id, of: .person(ada.id), generation: connection.generation, owner: "gone", at: ahead,
                until: ahead.addingTimeInterval(30))
        }
        #expect(isTaken)
        #expect(try await world.teams(ada.id) == 2)
        #expect(world.refreshes == 1)
    }

    @Test func `a clock set back, so that a dead token looks alive, costs one refusal and one refresh`() async throws {
        let (world, ada) = try await World.withMember()
        world.transport.next(
            "/graphql",
            .answers(status: 401, body: #"{"errors":[{"message":"x","extensions":{"code":"AUTHENTICATION_ERROR"}}]}"#, headers: [:]))
        world.clock.advance(by: -3 * World.day)
        #expect(try await world.teams(ada.id) == 2)
        #expect(world.refreshes == 1)
    }
}

/// Counts how many requests are under way at once.
private final class CountingTransport: Transport {
    private let base: any Transport
    private let counts = Mutex((now: 0, most: 0))

    init(_ base: any Transport) {
        self.base = base
    }

    var most: Int { counts.withLock(\.most) }

    func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer {
        counts.withLock { counts in
            counts.now += 1
            counts.most = max(counts.most, counts.now)
        }
        defer { counts.withLock { $0.now -= 1 } }
        // The first stays until there is a second, if there ever is one.
        for _ in 0..<1_000_000 where most < 2 { await Task.yield() }
        return try await base.exchange(request, body: body)
    }
}

/// A provider that is out of order for as long as it is.
private struct DownTransport: Transport {
    let base: any Transport
    let isDown: Switch

    init(_ base: any Transport, isDown: Switch) {
        self.base = base
        self.isDown = isDown
    }

    func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer {
        guard isDown.isOn else { return try await base.exchange(request, body: body) }
        throw .noAnswer
    }
}

extension TestBrowser {
    /// Somebody whose provider gave a token without saying how long it lives, and a refresh token.
    fileprivate func endless(in world: World) async throws -> Person.ID {
        try await signUp(name: "Ada")
        try await connectLinear(as: "ada@acme.example")
        let id = Person.ID(try await api(.get, "/api/v1/person").json["id"] as? String ?? "")
        try await world.database.transaction(as: .person(id)) { session in
            try session.run("update user_integrations set token_expires_at = null, refresh_due_at = null where user_id = \(id)")
        }
        return id
    }
}
