import Connections
import Domain
import Foundation
import Storage
import Support
import Testing

@Suite("The refresh token before the last is kept until the new access token has worked")
struct SecondChanceTests {
    /// Somebody whose token was refreshed and whose new one was not used yet.
    private static func refreshed(grace: Int) async throws -> (World, Member) {
        let (world, ada) = try await World.withMember()
        try world.sandbox.linear.changeSettings { $0.rotationGrace = grace }
        world.clock.advance(by: World.day - 300)
        #expect(try await world.connections.refreshDue() == 1)
        #expect(try await world.column("previous_refresh_token", of: ada.id) != .null)
        return (world, ada)
    }

    @Test func `the first call that works lets it go`() async throws {
        let (world, ada) = try await Self.refreshed(grace: 0)
        #expect(try await world.teams(ada.id) == 2)
        #expect(try await world.column("previous_refresh_token", of: ada.id) == .null)
    }

    @Test func `a refused refresh token gives the one before it one try, which may save the connection`() async throws {
        let (world, ada) = try await Self.refreshed(grace: 1_000_000)
        world.clock.advance(by: World.day)
        world.transport.next("/oauth/token", .answers(status: 400, body: #"{"error":"invalid_grant"}"#, headers: [:]))
        #expect(try await world.teams(ada.id) == 2)
        #expect(try await ada.sealed(world).connection.state == .connected)
        #expect(world.tokenCalls == 4)
        #expect(try await world.column("previous_refresh_token", of: ada.id) == .null)
    }

    @Test func `where both are refused the person is asked, once`() async throws {
        let (world, ada) = try await Self.refreshed(grace: 0)
        world.clock.advance(by: World.day)
        for _ in 0..<2 { world.transport.next("/oauth/token", .answers(status: 400, body: #"{"error":"invalid_grant"}"#, headers: [:])) }
        for _ in 0..<3 {
            await #expect(throws: ConnectionError.needsReconnect(provider: "Linear")) { try await world.teams(ada.id) }
        }
        #expect(world.tokenCalls == 4)
        #expect(try await world.activity(.refreshFailed, of: ada.id).count == 1)
    }

    @Test func `a provider out of order at the second try ends nothing`() async throws {
        let (world, ada) = try await Self.refreshed(grace: 1_000_000)
        world.clock.advance(by: World.day)
        world.transport.next("/oauth/token", .answers(status: 400, body: #"{"error":"invalid_grant"}"#, headers: [:]))
        world.transport.next("/oauth/token", .answers(status: 503, body: "", headers: [:]))
        await #expect(throws: ConnectionError.self) { try await world.teams(ada.id) }
        #expect(try await ada.sealed(world).connection.state == .connected)
        world.clock.advance(by: 10)
        #expect(try await world.teams(ada.id) == 2)
    }
}
