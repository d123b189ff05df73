import Connections
import Domain
import Foundation
import Storage
import Support
import Testing
import Vault

@Suite("Keys that are lost or out of reach cost as little as can be")
struct KeyLossTests {
    private let newKey = SeededRandom(403).source.token()
    private let random = SeededRandom(404)

    private func care(_ world: World, _ keys: any KeyWrapper) -> KeyCare {
        KeyCare(
            database: world.database, keys: keys, fernet: [], time: world.clock.source, random: random.source,
            logger: world.logs.logger, batch: 2
        )
    }

    @Test func `a database without its key is not begun with, and nothing in it changes`() async throws {
        let (world, ada) = try await World.withMember()
        let ring = try world.ring(newKey)
        let stranger = try world.server("stranger") { $0.keys = ring }
        let before = try await world.column("access_token", of: ada.id)
        let checks = try await world.count("key_checks")
        await #expect(throws: KeyCheckError.missingKey(ids: [try world.ring(world.key).currentKeyID()])) {
            try await stranger.checkKeys()
        }
        #expect(try await world.column("access_token", of: ada.id) == before)
        #expect(try await world.count("key_checks") == checks)
    }

    @Test func `giving lost keys up asks people to connect again and keeps everything else`() async throws {
        let (world, ada) = try await World.withMember()
        let ben = try await world.connected("Ben", as: "ben@acme.example")
        let meeting = try await ada.browser.api(.post, "/api/v1/meetings", ["transcript": "Ben: I will send the notes by Friday."])
        let id = try #require(meeting.json["id"] as? String)
        _ = try await ada.browser.api(.post, "/api/v1/meetings/\(id)/deliveries", [:])
        // An authorization under way, and a revocation that waits for its provider.
        _ = try await ada.browser.consent(as: "ada@acme.example")
        world.transport.next("/oauth/revoke", .answers(status: 503, body: "", headers: [:]))
        _ = try await ben.browser.api(.post, "/integrations/linear/disconnect", [:])

        let given = try await care(world, world.ring(newKey)).giveUpLost()
        #expect(given.people == 2)
        #expect(given.dataKeys == 2)
        #expect(given.connections == 1)
        #expect(try await care(world, world.ring(newKey)).verify().isWhole)
        #expect(try await care(world, world.ring(newKey)).giveUpLost().people == 0)
        #expect(try await world.count("authorizations") == 0)
        #expect(try await world.activity(.keysLost, of: ada.id).count == 1)
        #expect(try await world.activity(.revocationFailed, of: ben.id).count == 1)

        let ring = try world.ring(newKey)
        let server = try world.server("after") { $0.keys = ring }
        try await server.checkKeys()
        #expect(try await server.integration("linear", of: ada.id).connection?.state == .needsReconnect)
        await #expect(throws: ConnectionError.needsReconnect(provider: "Linear")) { try await world.teams(ada.id, by: server) }
        #expect(try await ada.browser.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries").count == 1)
        #expect(try await server.keyCare.status().keys.count == 1)
    }

    @Test func `only what does not open is given up`() async throws {
        let (world, ada) = try await World.withMember()
        let ben = try await world.connected("Ben", as: "ben@acme.example")
        let both = try world.ring(newKey, world.key)
        let adas = try await world.database.read(as: .worker) { try DataKeyTable($0).list(of: .person(ada.id))[0] }
        try await care(world, both).rewrap()
        // Ada's data key is as it was before; the old key is gone.
        try await world.database.transaction(as: .worker) { session in
            let current = try DataKeyTable(session).list(of: .person(ada.id))[0]
            #expect(try DataKeyTable(session).rewrap(current, kekID: adas.kekID, bytes: adas.bytes))
        }
        let given = try await care(world, world.ring(newKey)).giveUpLost()
        #expect(given.people == 1)
        let ring = try world.ring(newKey)
        let server = try world.server("after") { $0.keys = ring }
        #expect(try await world.teams(ben.id, by: server) == 2)
        await #expect(throws: ConnectionError.needsReconnect(provider: "Linear")) { try await world.teams(ada.id, by: server) }
    }

    @Test func `a key service that is away is told as that, and costs nothing but time`() async throws {
        let (world, ada) = try await World.withMember()
        let keys = DistantKeys(try world.ring(world.key))
        let server = try world.server("distant") { $0.keys = keys }
        #expect(try await world.teams(ada.id, by: server) == 2)
        keys.isAway.isOn = true
        // What is in memory serves for five minutes, and no longer.
        world.clock.advance(by: 299)
        #expect(try await world.teams(ada.id, by: server) == 2)
        #expect(keys.unwraps == 1)
        world.clock.advance(by: 2)
        let error = await #expect(throws: ConnectionError.self) { try await world.teams(ada.id, by: server) }
        #expect(
            error == .later(after: nil, reason: "This server cannot reach its encryption keys just now. Nothing is lost; it tries again."))
        await #expect(throws: ConnectionError.self) { try await server.disconnect("linear", for: ada.id, address: nil) }
        #expect(try await world.column("state", of: ada.id) == .text("connected"))
        for work in [{ _ = try await care(world, keys).verify() }, { _ = try await care(world, keys).giveUpLost() }] {
            await #expect(throws: VaultError.unavailable(reason: "away")) { try await work() }
        }
        keys.isAway.isOn = false
        #expect(try await world.teams(ada.id, by: server) == 2)
        #expect(keys.unwraps == 2)
    }

    @Test func `a token moved to another person opens nothing, sends nothing, and asks to be connected again`() async throws {
        let (world, ada) = try await World.withMember()
        let ben = try await world.connected("Ben", as: "ben@acme.example")
        let sent = world.transport.requests.count
        try await world.database.transaction(as: .worker) { session in
            try session.run(
                """
                update user_integrations set access_token = (select access_token from user_integrations where user_id = \(ada.id))
                where user_id = \(ben.id)
                """
            )
        }
        await #expect(throws: ConnectionError.self) { try await world.teams(ben.id) }
        #expect(world.transport.requests.count == sent)
        #expect(try await world.teams(ada.id) == 2)
        // Within one person a value moved between fields is found to be moved, and the connection marked.
        try await world.database.transaction(as: .worker) { session in
            try session.run("update user_integrations set access_token = refresh_token where user_id = \(ada.id)")
        }
        await #expect(throws: ConnectionError.needsReconnect(provider: "Linear")) { try await world.teams(ada.id) }
        #expect(try await world.column("state", of: ada.id) == .text("needs_reconnect"))
        #expect(try await world.activity(.refreshFailed, of: ada.id).count == 1)
    }
}
