import Connections
import Domain
import Foundation
import Storage
import Support
import Testing
import Vault

@Suite("Rows of an older system are read, and sealed anew when they are touched")
struct FernetRowTests {
    /// Puts what the connection holds as the older system had it.
    private func age(_ world: World, _ person: Person.ID, asText: Bool) async throws {
        let tokens = world.sandbox.linear.issuedSecrets.filter { $0.hasPrefix("lin_") }
        let now = world.clock.now
        let (access, refresh) = (
            try FernetSample.seal(tokens.first { $0.hasPrefix("lin_oauth_") } ?? "", at: now),
            try FernetSample.seal(tokens.first { $0.hasPrefix("lin_refresh_") } ?? "", at: now)
        )
        try await world.database.transaction(as: .worker) { session in
            if asText, world.database.dialect == .sqlite {
                try session.run("update user_integrations set access_token = \(access), refresh_token = \(refresh)")
            } else {
                try session.run(
                    "update user_integrations set access_token = \(Array(access.utf8)), refresh_token = \(Array(refresh.utf8))")
            }
        }
    }

    @Test(arguments: [false, true]) func `a Fernet token works, and the row is sealed anew on that occasion`(asText: Bool) async throws {
        let (world, ada) = try await World.withMember()
        try await age(world, ada.id, asText: asText)
        let list = try KeyList([Secret("fernet:" + FernetSample.key.reveal())])
        let server = try world.server("reading") { $0.fernet = list.fernet }
        #expect(try await server.keyCare.verify().isWhole)
        #expect(try await world.teams(ada.id, by: server) == 2)
        // Everything of the row is ours now: without the old key nothing is lost.
        #expect(try await world.teams(ada.id) == 2)
        world.clock.advance(by: World.day)
        #expect(try await world.teams(ada.id) == 2)
        #expect(try await world.connections.keyCare.verify().isWhole)
    }

    @Test func `a rotation of data keys brings along what nobody has touched`() async throws {
        let (world, ada) = try await World.withMember()
        try await age(world, ada.id, asText: true)
        let list = try KeyList([FernetSample.key])
        let server = try world.server("reading") { $0.fernet = list.fernet }
        #expect(try await server.keyCare.reseal().fields == 2)
        #expect(try await world.teams(ada.id) == 2)
    }

    @Test func `without its key a Fernet token is only out of reach, and a changed one asks to be connected again`() async throws {
        let (world, ada) = try await World.withMember()
        try await age(world, ada.id, asText: false)
        let error = await #expect(throws: ConnectionError.self) { try await world.teams(ada.id) }
        guard case .later = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try await world.column("state", of: ada.id) == .text("connected"))
        try await world.database.transaction(as: .worker) { session in
            try session.run("update user_integrations set access_token = \(Array("gAAAAABnotreally".utf8))")
        }
        let list = try KeyList([FernetSample.key])
        let server = try world.server("reading") { $0.fernet = list.fernet }
        await #expect(throws: ConnectionError.needsReconnect(provider: "Linear")) { try await world.teams(ada.id, by: server) }
    }
}
