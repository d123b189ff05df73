import Connections
import Domain
import Foundation
import Storage
import Support
import Testing
import Vault

@Suite("An application in the database is sealed, shared by every server, and looked after with all keys")
struct ApplicationKeyTests {
    private let newKey = SeededRandom(501).source.token()
    private let random = SeededRandom(502)

    private func care(_ world: World, _ keys: any KeyWrapper) -> KeyCare {
        KeyCare(
            database: world.database, keys: keys, fernet: [], time: world.clock.source, random: random.source, logger: world.logs.logger)
    }

    private static let right: ApplicationDraft? = try? ApplicationDraft(
        clientID: "client", clientSecret: "client-secret", webhookSecret: "signing")

    /// A server whose operator has set Linear up.
    private func start() async throws -> (World, Person.ID) {
        let world = try await World(isConfigured: false)
        let ada = try await world.member("Ada", linear: nil)
        let id = Person.ID(try #require(try await ada.api(.get, "/api/v1/person").json["id"] as? String))
        let draft = try #require(Self.right)
        #expect(try await world.connections.register(draft, at: "linear", by: id, address: nil) == .accepted)
        return (world, id)
    }

    private func stored(_ world: World) async throws -> ApplicationTable.Stored {
        try #require(try await world.database.read(as: .worker) { try ApplicationTable($0).find("linear") })
    }

    @Test func `what is entered at one server serves at the other at once, and so does its end`() async throws {
        let (world, ada) = try await start()
        let other = try world.server("other")
        #expect(try await other.testRegistration(of: "linear") == .accepted)
        #expect(try await other.registration(of: "linear").setBy == "Ada")
        _ = try await world.connections.unregister("linear", by: ada, address: nil)
        await #expect(throws: ConnectionError.notConfigured(provider: "Linear")) { try await other.testRegistration(of: "linear") }
        let draft = try #require(Self.right)
        _ = try await other.register(draft, at: "linear", by: ada, address: nil)
        #expect(try await world.connections.testRegistration(of: "linear") == .accepted)
    }

    @Test func `two servers that make the installation's key at once make one`() async throws {
        let world = try await World(isConfigured: false)
        let ada = try await world.member("Ada", linear: nil)
        let id = Person.ID(try #require(try await ada.api(.get, "/api/v1/person").json["id"] as? String))
        let (draft, servers) = (try #require(Self.right), try (0..<4).map { try world.server("server-\($0)") })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (server, provider) in zip(servers, ["linear", "slack", "google", "github"] as [ProviderID]) {
                group.addTask { _ = try await server.register(draft, at: provider, by: id, address: nil) }
            }
            try await group.waitForAll()
        }
        for provider in ["linear", "slack", "google", "github"] as [ProviderID] {
            #expect(try await servers[0].testRegistration(of: provider) == .accepted, "\(provider)")
        }
        #expect(try await world.database.read(as: .worker) { try DataKeyTable($0).list(of: .installation) }.count == 1)
    }

    @Test func `a rotation of keys and of data keys leaves it readable by running servers, old seals behind`() async throws {
        let (world, _) = try await start()
        let both = try world.ring(newKey, world.key)
        let server = try world.server("running") { $0.keys = both }
        #expect(try await server.testRegistration(of: "linear") == .accepted)
        let before = try await stored(world)
        #expect(try await care(world, both).rewrap().left == 0)
        world.clock.advance(by: 1)
        let resealed = try await care(world, both).reseal()
        #expect(resealed.fields >= 2 && resealed.left == 0)
        let after = try await stored(world)
        #expect(after.clientSecret != before.clientSecret && after.webhookSecret != before.webhookSecret)
        #expect(after.setAt == before.setAt && after.clientID == before.clientID)
        #expect(try await server.testRegistration(of: "linear") == .accepted)
        let report = try await care(world, try world.ring(newKey)).verify()
        #expect(report.isWhole && report.fields >= 2)
        let ring = try world.ring(newKey)
        let fresh = try world.server("fresh") { $0.keys = ring }
        #expect(try await fresh.testRegistration(of: "linear") == .accepted)
    }

    @Test func `lost keys cost the secrets and nothing else, and entering them again mends it`() async throws {
        let (world, ada) = try await start()
        let ring = try world.ring(newKey)
        let report = try await care(world, ring).verify()
        #expect(report.lostFields["provider_applications.client_secret"] == 1)
        #expect(report.lostFields["provider_applications.webhook_secret"] == 1)
        let given = try await care(world, ring).giveUpLost()
        #expect(given.people == 0 && given.fields == 2 && given.dataKeys == 1)
        let server = try world.server("later") { $0.keys = ring }
        let left = try await server.registration(of: "linear")
        #expect(left.origin == .browser && left.clientID == "client" && !left.isSetUp && !left.hasWebhookSecret)
        #expect(try await server.integrations(of: ada).first { $0.provider == "linear" }?.isConfigured == false)
        let draft = try #require(Self.right)
        #expect(try await server.register(draft, at: "linear", by: ada, address: nil) == .accepted)
    }

    @Test func `a secret moved to another provider, or changed, does not open and stops nothing else`() async throws {
        let (world, ada) = try await start()
        let row = try await stored(world)
        try await world.database.transaction(as: .worker) { session in
            try ApplicationTable(session).set(
                .init(
                    provider: "slack", clientID: "client", clientSecret: row.clientSecret, webhookSecret: nil, setBy: ada, setAt: row.setAt)
            )
            var bytes = row.clientSecret ?? []
            bytes[bytes.count - 1] ^= 1
            try ApplicationTable(session).set(
                .init(provider: "github", clientID: "client", clientSecret: bytes, webhookSecret: nil, setBy: ada, setAt: row.setAt))
        }
        let server = try world.server("reader")
        for provider in ["slack", "github"] as [ProviderID] {
            await #expect {
                try await server.testRegistration(of: provider)
            } throws: { error in
                if case .later = error as? ConnectionError { true } else { false }
            }
        }
        #expect(try await server.testRegistration(of: "linear") == .accepted)
    }

    @Test func `who entered it may leave, and it stays`() async throws {
        let (world, ada) = try await start()
        try await world.database.transaction(as: .anonymous) { try $0.run("delete from people where id = \(ada)") }
        let left = try await world.connections.registration(of: "linear")
        #expect(left.isSetUp && left.setBy == nil && left.setAt != nil)
    }
}
