import Connections
import Domain
import Foundation
import Storage
import Support
import Synchronization
import Testing
import Vault

@Suite("Keys are renewed under the eyes of running servers")
struct KeyRotationTests {
    private let newKey = SeededRandom(401).source.token()
    private let random = SeededRandom(402)

    private func care(_ world: World, _ keys: any KeyWrapper, on database: (any Database)? = nil) -> KeyCare {
        KeyCare(
            database: database ?? world.database, keys: keys, fernet: [], time: world.clock.source, random: random.source,
            logger: world.logs.logger, batch: 4
        )
    }

    private func people(_ count: Int, in world: World) async throws -> [Person.ID] {
        var ids: [Person.ID] = []
        for number in 0..<count { ids.append(try await world.connected("Person\(number)").id) }
        world.clock.advance(by: 1)
        return ids
    }

    /// Reads everybody's connections by all those servers, round after round, for as long as `work` takes.
    ///
    /// - Returns: how often it read, and how often it could not.
    private func reading(
        _ people: [Person.ID], _ servers: [Connections], _ world: World, during work: () async throws -> Void
    ) async throws -> (reads: Int, failures: Int) {
        let isDone = Switch()
        async let counted = count(people, servers, world, until: isDone)
        do {
            try await work()
        } catch {
            isDone.isOn = true
            throw error
        }
        isDone.isOn = true
        return await counted
    }

    private func count(
        _ people: [Person.ID], _ servers: [Connections], _ world: World, until isDone: Switch
    ) async -> (reads: Int, failures: Int) {
        var (reads, failures, round) = (0, 0, 0)
        repeat {
            for person in people {
                do {
                    _ = try await world.teams(person, by: servers[round % servers.count])
                    reads += 1
                } catch {
                    failures += 1
                }
            }
            round += 1
        } while !isDone.isOn
        return (reads, failures)
    }

    /// Broken off after that many steps, as by `kill -9` between two commits.
    private func broken(_ world: World, _ ring: KeyRing, after steps: Int, _ work: (KeyCare, KeyCare.Progress) async throws -> Void) async {
        let isDead = Switch()
        let left = Mutex(steps)
        let database = FragileDatabase(world.database) { isDead.isOn }
        await #expect(throws: StorageError.self) {
            try await work(care(world, ring, on: database)) { _, _ in
                // Time enough for what servers have in memory to be forgotten.
                world.clock.advance(by: 301)
                let isLast = left.withLock { left in
                    left -= 1
                    return left == 0
                }
                if isLast { isDead.isOn = true }
            }
        }
    }

    @Test func `data keys are wrapped anew while everybody reads, killed twice, and then nothing needs the old key`() async throws {
        let world = try await World()
        let people = try await people(12, in: world)
        let ring = try world.ring(newKey, world.key)
        let servers = try ["one", "two"].map { name in try world.server(name) { $0.keys = ring } }
        let old = try world.ring(world.key).currentKeyID()
        let counted = try await reading(people, servers, world) { () async throws in
            for _ in 0..<2 { await broken(world, ring, after: 1) { try await $0.rewrap(progress: $1) } }
            #expect(try await care(world, ring).status().outdated == 4)
            #expect(try await care(world, ring).status().lastRotation?.finishedAt == nil)
            #expect(try await care(world, ring).rewrap().done == 4)
        }
        #expect(counted.failures == 0)
        #expect(counted.reads >= 12)
        let status = try await care(world, ring).status()
        #expect(status.keys.map(\.dataKeys) == [12, 0])
        #expect(status.unneeded.map(\.id) == [old])
        #expect(status.missing.isEmpty && status.outdated == 0)
        #expect(status.lastRotation?.finishedAt != nil)
        let onlyNew = try world.ring(newKey)
        let later = try world.server("later") { $0.keys = onlyNew }
        try await later.checkKeys()
        for person in people {
            #expect(try await world.teams(person, by: later) == 2)
            #expect(try await world.activity(.keyRotated, of: person).count == 1)
        }
        #expect(try await care(world, world.ring(newKey)).verify().isWhole)
        #expect(try await care(world, ring).rewrap().done == 0)
    }

    @Test func `a server without the new key says so, and gives nothing up`() async throws {
        let (world, ada) = try await World.withMember()
        try await care(world, world.ring(newKey, world.key)).rewrap()
        let stale = try world.server("stale")
        let name = try world.ring(newKey).currentKeyID()
        await #expect(throws: KeyCheckError.missingKey(ids: [name])) { try await stale.checkKeys() }
        let error = await #expect(throws: ConnectionError.self) { try await world.teams(ada.id, by: stale) }
        #expect(error?.message.hasPrefix("This server lacks the encryption key") == true)
        #expect(try await world.column("state", of: ada.id) == .text("connected"))
        let report = try await care(world, world.ring(world.key)).verify()
        #expect(report.lostDataKeys == [name: 1])
        #expect(report.lostFields == ["user_integrations.access_token": 1, "user_integrations.refresh_token": 1])
    }

    @Test func `fields are sealed anew under new data keys while everybody reads, killed twice`() async throws {
        let world = try await World()
        let people = try await people(12, in: world)
        let ring = try world.ring(world.key)
        let servers = try ["one", "two"].map { try world.server($0) }
        let before = try await world.column("access_token", of: people[0])
        let counted = try await reading(people, servers, world) { () async throws in
            for _ in 0..<2 { await broken(world, ring, after: 3) { try await $0.reseal(progress: $1) } }
            let result = try await care(world, ring).reseal()
            #expect(result.left == 0)
            #expect(result.owners == 12)
        }
        #expect(counted.failures == 0)
        #expect(try await world.column("access_token", of: people[0]) != before)
        let states = try await world.database.read(as: .worker) { session in
            try people.map { person -> Bool in
                let keys = try DataKeyTable(session).list(of: .person(person))
                let used = try SealedFieldTable(session).list(of: .person(person)).compactMap { DataKey.id(of: $0.bytes) }
                return keys.count == 2 && Set(used) == [keys[0].id]
            }
        }
        #expect(!states.contains(false))
        #expect(try await care(world, ring).verify().isWhole)
        #expect(try await world.activity(.keyRotated, of: people[0]).count == 1)
    }

    @Test func `whoever has a data key in memory reads at once what another server sealed under the next`() async throws {
        let (world, ada) = try await World.withMember()
        #expect(try await world.teams(ada.id) == 2)
        world.clock.advance(by: 1)
        try await care(world, world.ring(world.key)).reseal()
        #expect(try await world.teams(ada.id) == 2)
        // A refresh still seals under the key that was replaced only where it did not know better.
        world.clock.advance(by: World.day)
        #expect(try await world.teams(ada.id) == 2)
        #expect(try await care(world, world.ring(world.key)).verify().isWhole)
    }

    @Test func `a refresh, a reconnect or a disconnect in between wins over a new seal`() async throws {
        let (world, ada) = try await World.withMember()
        let changes: [() async throws -> Void] = [
            {
                world.clock.advance(by: World.day)
                _ = try await world.teams(ada.id)
            },
            { try await ada.browser.connectLinear(as: "ada@acme.example") },
            { _ = try await world.connections.disconnect("linear", for: ada.id, address: nil) },
        ]
        for change in changes {
            let fields = try await world.database.read(as: .worker) { try SealedFieldTable($0).list(of: .person(ada.id)) }
            #expect(!fields.isEmpty)
            try await change()
            let tokens = try await world.column("access_token", of: ada.id)
            for field in fields {
                let isStored = try await world.database.transaction(as: .worker) { try SealedFieldTable($0).replace(field, with: [1]) }
                #expect(!isStored)
            }
            #expect(try await world.column("access_token", of: ada.id) == tokens)
        }
    }

    @Test func `a data key that was replaced goes a week later, and not while anything needs it`() async throws {
        let (world, ada) = try await World.withMember()
        let care = try care(world, world.ring(world.key))
        world.clock.advance(by: 1)
        try await care.reseal()
        world.clock.advance(by: 6 * World.day)
        try await care.tidy()
        #expect(try await world.count("data_keys") == 2)
        world.clock.advance(by: 2 * World.day)
        let old = try await world.database.transaction(as: .worker) { session in
            let keys = try DataKeyTable(session).list(of: .person(ada.id))
            let digits = Array(keys[1].id.replacing("-", with: ""))
            let id = stride(from: 0, to: 32, by: 2).map { UInt8(String(digits[$0..<$0 + 2]), radix: 16) ?? 0 }
            let sealed: [UInt8] = [1] + id + [0]
            try session.run("update user_integrations set previous_refresh_token = \(sealed)")
            return keys[1].id
        }
        try await care.tidy()
        #expect(try await world.count("data_keys") == 2)
        try await world.database.transaction(as: .worker) { try $0.run("update user_integrations set previous_refresh_token = null") }
        try await care.tidy()
        let left = try await world.database.read(as: .worker) { try DataKeyTable($0).list(of: .person(ada.id)).map(\.id) }
        #expect(left.count == 1 && left != [old])
        #expect(try await world.teams(ada.id) == 2)
    }

    @Test func `a server follows its key file and wraps everything under a new key by itself`() async throws {
        let (world, ada) = try await World.withMember()
        guard world.database.dialect == .sqlite else { return }
        let file = KeyFile(path: world.folder + "/keys-of-server")
        try file.create(random: SeededRandom(5).source, at: world.clock.now)
        let old = try #require(try file.read())
        try await care(world, world.ring(old[0], world.key)).rewrap()
        let ring = try KeyFileRing(file, random: SeededRandom(6).source)
        let server = try world.server("following") { $0.keys = ring }
        try await server.checkKeys()
        #expect(try await world.teams(ada.id, by: server) == 2)
        let new = try file.prepend(random: SeededRandom(7).source, at: world.clock.now)
        try await server.tendKeys(tidying: true)
        #expect(try await server.keyCare.status().keys.map(\.dataKeys) == [1, 0])
        #expect(try await server.keyCare.status().keys[0].id == new)
        #expect(try await world.teams(ada.id, by: server) == 2)
    }
}
