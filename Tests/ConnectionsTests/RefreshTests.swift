import Connections
import Domain
import Foundation
import Providers
import Storage
import Support
import Testing

@Suite("A token is fresh when it is needed, and refreshed once")
struct RefreshTests {
    /// Past the token's life of a day.
    private static let day: Double = 86_400

    private static func teams(_ world: World, _ person: Person.ID) async throws -> [Choice] {
        try await world.connections.choices(for: "linear.issue", of: person)
    }

    private static func refreshes(_ world: World) -> Int {
        world.sandbox.linear.calls.count { $0.grantType == "refresh_token" }
    }

    @Test func `an expired token is refreshed before the call, and both tokens are replaced`() async throws {
        let (world, ada) = try await World.withMember()
        let before = try await ada.sealed(world)
        world.clock.advance(by: Self.day)
        #expect(try await Self.teams(world, ada.id).count == 2)
        let after = try await ada.sealed(world)
        #expect(Self.refreshes(world) == 1)
        #expect(after.grant.accessToken != before.grant.accessToken)
        #expect(after.grant.refreshToken != before.grant.refreshToken)
        #expect(after.connection.generation == before.connection.generation + 1)
    }

    @Test func `a token that lives long enough is left alone, and one within ten minutes of its end is not`() async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: Self.day - 700)
        _ = try await Self.teams(world, ada.id)
        #expect(Self.refreshes(world) == 0)
        world.clock.advance(by: 150)
        _ = try await Self.teams(world, ada.id)
        #expect(Self.refreshes(world) == 1)
    }

    @Test func `of a short life the last quarter is the margin`() async throws {
        let world = try await World()
        try world.sandbox.linear.changeSettings { $0.accessTokenLifetime = 60 }
        let ada = try await world.connected()
        world.clock.advance(by: 44)
        _ = try await Self.teams(world, ada.id)
        #expect(Self.refreshes(world) == 0)
        world.clock.advance(by: 2)
        _ = try await Self.teams(world, ada.id)
        #expect(Self.refreshes(world) == 1)
    }

    @Test func `thirty-two callers at once cause one refresh`() async throws {
        let (world, ada) = try await World.withMember()
        try world.sandbox.linear.changeSettings { $0.rotationGrace = 0 }
        world.clock.advance(by: Self.day)
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<32 { group.addTask { try await Self.teams(world, ada.id).count } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == Array(repeating: 2, count: 32))
        #expect(Self.refreshes(world) == 1)
    }

    @Test func `a refused token is refreshed once and the call made again`() async throws {
        let (world, ada) = try await World.withMember()
        world.transport.next(
            "/graphql",
            .answers(status: 401, body: #"{"errors":[{"message":"x","extensions":{"code":"AUTHENTICATION_ERROR"}}]}"#, headers: [:]))
        #expect(try await Self.teams(world, ada.id).count == 2)
        #expect(Self.refreshes(world) == 1)
    }

    @Test func `a token refused even when fresh asks for a new consent, and nothing loops`() async throws {
        let (world, ada) = try await World.withMember()
        for _ in 0..<2 { world.transport.next("/graphql", .answers(status: 401, body: "{}", headers: [:])) }
        await #expect(throws: ConnectionError.needsReconnect(provider: "Linear")) { try await Self.teams(world, ada.id) }
        #expect(Self.refreshes(world) == 1)
        let calls = world.transport.requests.count
        await #expect(throws: ConnectionError.needsReconnect(provider: "Linear")) { try await Self.teams(world, ada.id) }
        #expect(world.transport.requests.count == calls)
    }

    @Test func `a dead grant is noticed in one call and told once`() async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: Self.day)
        world.transport.next("/oauth/token", .answers(status: 400, body: #"{"error":"invalid_grant"}"#, headers: [:]))
        for _ in 0..<3 {
            await #expect(throws: ConnectionError.needsReconnect(provider: "Linear")) { try await Self.teams(world, ada.id) }
        }
        #expect(world.transport.requests.count { $0.path == "/oauth/token" } == 2)
        let log = try await world.product.accounts.activity(of: ada.id, limit: 50).entries
        #expect(log.count { $0.kind == .refreshFailed } == 1)
    }

    @Test(arguments: [
        (500, "{}"), (503, "<html>"), (429, ""), (200, "<html>"), (400, "not json"), (400, #"{"error":"Error"}"#),
        (401, #"{"error":"invalid_client"}"#),
    ])
    func `a provider out of order kills no connection, and the old token serves while it lives`(status: Int, body: String) async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: Self.day - 300)
        world.transport.next("/oauth/token", .answers(status: status, body: body, headers: [:]))
        #expect(try await Self.teams(world, ada.id).count == 2)
        world.clock.advance(by: 400)
        world.transport.next("/oauth/token", .answers(status: status, body: body, headers: [:]))
        await #expect(throws: ConnectionError.self) { try await Self.teams(world, ada.id) }
        #expect(try await ada.sealed(world).connection.state == .connected)
        // Not before it has had its quiet.
        await #expect(throws: ConnectionError.self) { try await Self.teams(world, ada.id) }
        #expect(world.transport.requests.count { $0.path == "/oauth/token" } == 3)
        world.clock.advance(by: 10)
        #expect(try await Self.teams(world, ada.id).count == 2)
    }

    @Test func `an answer lost after the provider rotated is made good within its grace period`() async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: Self.day)
        world.transport.next("/oauth/token", .answerLost)
        await #expect(throws: ConnectionError.self) { try await Self.teams(world, ada.id) }
        world.clock.advance(by: 60)
        #expect(try await Self.teams(world, ada.id).count == 2)
        #expect(try await ada.sealed(world).connection.state == .connected)
    }

    @Test func `a refresh answer without a refresh token keeps the old one`() async throws {
        let (world, ada) = try await World.withMember()
        let access = try await ada.sealed(world).grant.accessToken
        world.clock.advance(by: Self.day)
        let body = #"{"access_token":"made-up","token_type":"bearer","expires_in":3600,"scope":"read,issues:create"}"#
        world.transport.next("/oauth/token", .answers(status: 200, body: body, headers: [:]))
        // The made-up token is refused, which causes a second refresh: with the refresh token that was kept.
        world.transport.next("/graphql", .answers(status: 401, body: "{}", headers: [:]))
        #expect(try await Self.teams(world, ada.id).count == 2)
        #expect(try await ada.sealed(world).grant.accessToken != access)
    }

    @Test func `a lease of a server that died is taken over when it ends`() async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: Self.day)
        let (connection, now) = (try await ada.sealed(world).connection, world.clock.now)
        let taken = try await world.database.transaction(as: .worker) { session in
            try RefreshTable(session).lease(
                connection.id, of: .person(ada.id), generation: connection.generation, owner: "another server", at: now,
                until: now.addingTimeInterval(20)
            )
        }
        #expect(taken)
        async let count = Self.teams(world, ada.id).count
        while world.logs.text.isEmpty { await Task.yield() }
        world.clock.advance(by: 21)
        #expect(try await count == 2)
        #expect(Self.refreshes(world) == 1)
    }
}
