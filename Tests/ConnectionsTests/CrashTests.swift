import Domain
import Foundation
import Providers
import Storage
import Support
import Testing
import Vault

@testable import Connections

@Suite("A crash at any point of a refresh loses no connection")
struct CrashTests {
    /// Somebody whose token is due, at a provider that forgives no second use of a refresh token.
    private static func strict() async throws -> (World, Member) {
        let (world, ada) = try await World.withMember()
        try world.sandbox.linear.changeSettings { $0.rotationGrace = 0 }
        world.clock.advance(by: World.day)
        return (world, ada)
    }

    /// A server that gets its answer and can write it to its journal, and then to nothing.
    private static func diesBeforeCommit(_ world: World, _ person: Person.ID) async throws {
        let refreshes = world.refreshes
        let dying = try world.server("dying") {
            $0.database = FragileDatabase($0.database) { [world] in world.refreshes > refreshes }
        }
        await #expect(throws: StorageError.self) { try await world.teams(person, by: dying) }
    }

    @Test func `after the journal and before the commit: the next start brings the token in before anything is refreshed`() async throws {
        let (world, ada) = try await Self.strict()
        try await Self.diesBeforeCommit(world, ada.id)
        let next = try world.server("next")
        #expect(try await next.replayJournal() == 1)
        #expect(try await world.teams(ada.id, by: next) == 2)
        #expect(world.refreshes == 1)
        #expect(try await ada.sealed(world).connection.state == .connected)
        #expect(try await world.activity(.refreshed, of: ada.id).count == 1)
        #expect(try await next.replayJournal() == 0)
    }

    @Test func `given up by another server before the next start: it comes back, and so does what waited`() async throws {
        let (world, ada) = try await Self.strict()
        try await Self.diesBeforeCommit(world, ada.id)
        world.clock.advance(by: 60)
        let refused = SandboxTransport.Fault.answers(status: 400, body: #"{"error":"invalid_grant"}"#, headers: [:])
        world.transport.next("/oauth/token", refused)
        await #expect(throws: ConnectionError.needsReconnect(provider: "Linear")) { try await world.teams(ada.id) }
        let lines = "Ben: I'll send the release notes by Friday."
        let meeting =
            try await ada.browser.api(.post, "/api/v1/meetings", ["title": "Weekly", "transcript": lines]).json["id"] as? String ?? ""
        let page = "/api/v1/meetings/\(meeting)/deliveries"
        _ = try await ada.browser.api(.post, page, ["destinations": ["linear.issue"]])
        try await world.courier.runUntilIdle()
        #expect(try await ada.browser.api(.get, page).list("deliveries").map { $0["state"] as? String } == ["waiting_for_connection"])
        let next = try world.server("next")
        #expect(try await next.replayJournal() == 1)
        #expect(try await ada.sealed(world).connection.state == .connected)
        try await world.courier.runUntilIdle()
        #expect(try await ada.browser.api(.get, page).list("deliveries").map { $0["state"] as? String } == ["delivered"])
        #expect(try await world.teams(ada.id) == 2)
    }

    @Test func `where the keys took so long that another server may be at it, nothing is asked`() async throws {
        let (world, ada) = try await Self.strict()
        let held = try await world.connections.grants.load(Chain(provider: .linear, companion: nil), of: .person(ada.id))
        let client = OAuthClient(id: "client", secret: Secret("client-secret"), redirectURI: "http://localhost:8000/")
        let calls = world.tokenCalls
        let late = RefreshExchange(
            grants: world.connections.grants, time: world.clock.source, held: held, client: client,
            leaseEnd: world.clock.now.addingTimeInterval(TransportLimits.deadline - 0.1))
        await #expect(throws: ProviderError.later(after: nil, reason: "This server was too slow to ask for a new token.")) {
            try await late.renew()
        }
        #expect(world.tokenCalls == calls)
    }

    @Test func `after the journal, in the same process: the token is brought in when the database is back, with no second call`()
        async throws
    {
        let (world, ada) = try await Self.strict()
        let isBroken = Switch()
        let server = try world.server("unlucky") {
            $0.database = FragileDatabase($0.database) { [world] in isBroken.isOn && world.refreshes > 0 }
        }
        isBroken.isOn = true
        await #expect(throws: StorageError.self) { try await world.teams(ada.id, by: server) }
        isBroken.isOn = false
        // Nobody else may try the spent token meanwhile: the lease still holds.
        _ = try await world.connections.refreshDue()
        #expect(world.refreshes == 1)
        _ = try await server.refreshDue()
        #expect(try await world.teams(ada.id) == 2)
        #expect(world.refreshes == 1)
    }

    @Test func `after the commit and before the journal is cleared: the record is known, and nothing is revoked`() async throws {
        let (world, ada) = try await Self.strict()
        let server = try world.server("uncleared") { $0.journal = Uncleared(base: $0.journal) }
        #expect(try await world.teams(ada.id, by: server) == 2)
        let stored = try await ada.sealed(world)
        world.clock.advance(by: World.day)
        #expect(try await world.teams(ada.id) == 2)
        let copy = try Uncleared.copy(of: "uncleared", in: world)
        let next = try world.server("next") { $0.journal = copy }
        #expect(try await next.replayJournal() == 0)
        #expect(try await world.connections.revokeDue() == 0)
        #expect(try await ada.sealed(world).connection.generation == stored.connection.generation + 1)
        #expect(try await world.teams(ada.id) == 2)
    }

    @Test func `after the answer and before the journal: the old token is tried once more, and its grace saves it`() async throws {
        let (world, ada) = try await World.withMember()
        world.clock.advance(by: World.day)
        let dying = try world.server("dying") {
            $0.journal = Unwritable()
            $0.database = FragileDatabase($0.database) { [world] in world.refreshes > 0 }
        }
        await #expect(throws: StorageError.self) { try await world.teams(ada.id, by: dying) }
        world.clock.advance(by: 31)
        #expect(try await world.teams(ada.id) == 2)
        #expect(try await ada.sealed(world).connection.state == .connected)
    }

    @Test func `before the journal, where nothing is forgiven: said at once, and no more asked`() async throws {
        let (world, ada) = try await Self.strict()
        world.transport.next("/oauth/token", .answerLost)
        await #expect(throws: ConnectionError.self) { try await world.teams(ada.id) }
        world.clock.advance(by: 60)
        for _ in 0..<3 {
            await #expect(throws: ConnectionError.needsReconnect(provider: "Linear")) { try await world.teams(ada.id) }
        }
        #expect(world.tokenCalls == 3)
        #expect(try await world.activity(.refreshFailed, of: ada.id).count == 1)
    }

    @Test func `a journal that cannot be written stops no refresh`() async throws {
        let (world, ada) = try await Self.strict()
        let server = try world.server("full") { $0.journal = Unwritable() }
        #expect(try await world.teams(ada.id, by: server) == 2)
        #expect(world.logs.text.contains("The journal of refreshed tokens cannot be written"))
    }

    @Test func `a record overtaken by a reconnect is not stored, and its tokens are revoked`() async throws {
        let (world, ada) = try await Self.strict()
        try await Self.diesBeforeCommit(world, ada.id)
        try await ada.browser.connectLinear(as: "ada@acme.example")
        let reconnected = try await ada.sealed(world)
        let next = try world.server("next")
        #expect(try await next.replayJournal() == 0)
        #expect(try await ada.sealed(world).grant.accessToken == reconnected.grant.accessToken)
        #expect(try await next.revokeDue() == 1)
        #expect(try await world.teams(ada.id) == 2)
    }

    @Test func `a record overtaken while the keys are away is revoked when they are back`() async throws {
        let (world, ada) = try await Self.strict()
        try await Self.diesBeforeCommit(world, ada.id)
        try await ada.browser.connectLinear(as: "ada@acme.example")
        let keys = DistantKeys(try KeyRing(keys: [world.key], random: world.dependencies.random))
        let next = try world.server("next") { $0.keys = keys }
        keys.isAway.isOn = true
        #expect(try await next.replayJournal() == 0)
        _ = try await next.refreshDue()
        #expect(try await next.revokeDue() == 0)
        keys.isAway.isOn = false
        _ = try await next.refreshDue()
        #expect(try await next.revokeDue() == 1)
        // Once, and not again by whoever starts next.
        #expect(try await world.server("third").replayJournal() == 0)
        #expect(try await next.revokeDue() == 0)
        #expect(try await world.teams(ada.id) == 2)
    }

    @Test func `a record of somebody who is gone keeps no server from starting`() async throws {
        let (world, ada) = try await Self.strict()
        try await Self.diesBeforeCommit(world, ada.id)
        try await world.database.transaction(as: .person(ada.id)) { try $0.run("delete from people where id = \(ada.id)") }
        #expect(try await world.server("next").replayJournal() == 0)
    }

    @Test func `the journal holds no token in the clear`() async throws {
        let (world, ada) = try await Self.strict()
        try await Self.diesBeforeCommit(world, ada.id)
        let files = try FileManager.default.subpathsOfDirectory(atPath: world.folder).filter { $0.hasSuffix(".journal") }
        let bytes = try files.reduce(into: Data()) { $0 += try Data(contentsOf: URL(filePath: world.folder + "/" + $1)) }
        #expect(bytes.count > 100)
        for secret in world.sandbox.linear.issuedSecrets { #expect(bytes.range(of: Data(secret.utf8)) == nil) }
    }
}

/// A journal on a full disk.
private struct Unwritable: RefreshJournal {
    func append(_ record: [UInt8]) throws { throw JournalError(folder: "nowhere") }
    func clear() throws {}
    func inherited() throws -> [[UInt8]] { [] }
    func discardInherited() throws {}
}

/// A journal whose process always dies before clearing it.
private struct Uncleared: RefreshJournal {
    let base: any RefreshJournal

    func append(_ record: [UInt8]) throws { try base.append(record) }
    func clear() throws {}
    func inherited() throws -> [[UInt8]] { try base.inherited() }
    func discardInherited() throws { try base.discardInherited() }

    /// What another process would find of a journal whose process is still alive here.
    static func copy(of name: String, in world: World) throws -> JournalFile {
        let folder = world.folder + "/copied-journal"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: world.folder + "/refresh-journal/\(name).journal", toPath: folder + "/\(name).journal")
        return try JournalFile(folder: folder, name: "copier")
    }
}
