import Domain
import Foundation
import LiveSupport
import Storage
import Support
import Testing
import Vault

@testable import Connections

extension Endurance {
    /// The key-encryption key is changed by the operator's command while servers read, and the command is killed twice on the way.
    struct KeyRotation {
        private static let newKey = SeededRandom(601).source.token()

        @Test(.enabled(if: hasPostgres)) func `nobody notices, and afterwards nothing needs the old key`() async {
            await measure(.keyRotation) {
                guard let place = try await TestPostgres.shared?.database() else { throw LiveError("There is no PostgreSQL.") }
                let world = try await World(seed: 61, database: try place.opened())
                let people = try await Population(people: scale(300, full: 14_286), key: world.key).settle(in: place)
                let ring = try world.ring(Self.newKey, world.key)
                let servers = try ["one", "two", "three", "four"].map { name in try world.server(name) { $0.keys = ring } }
                let desk = KeyRotationDesk(place, folder: world.folder, keys: [Self.newKey, world.key])
                try desk.run(["migrate"])
                let isDone = Switch()
                async let read = Self.read(people, servers, world, until: isDone)
                let new = ring.currentKeyID()
                for share in [3, 2] {
                    let killed = try desk.start(["keys", "rotate"])
                    while killed.isRunning, try await world.wrapped(by: new) < people.count / share {
                        try await Task.sleep(for: .milliseconds(5))
                    }
                    killed.kill()
                }
                let halfway = try await world.wrapped(by: new)
                try desk.run(["keys", "rotate"])
                isDone.isOn = true
                let (reads, failures, seconds) = try await read
                let onlyNew = try world.ring(Self.newKey)
                let later = try world.server("later") { $0.keys = onlyNew }
                let left = try await people.count - world.wrapped(by: new)
                let unread = try await Self.sample(people, later, world)
                return [
                    .exactly(people.count * Population.types.count, "connections", people.count * Population.types.count),
                    .atMost(people.count - 1, "data keys done when killed for the second time", halfway),
                    .atLeast(scale(10, full: 195), "reads a second", Int(Double(reads) / seconds)),
                    .none("failed of \(reads) reads", failures),
                    .none("data keys under the old key", left), .none("unreadable without it", unread),
                ]
            }
        }

        /// Reads anybody's tokens by all of the servers, fifty times a second each.
        private static func read(
            _ people: [Person.ID], _ servers: [Connections], _ world: World, until isDone: Switch
        ) async throws -> (reads: Int, failures: Int, seconds: Double) {
            let start = ContinuousClock.now
            let counts = try await forEach(servers.enumerated().map { ($0, $1) }, atOnce: servers.count) { index, server in
                let random = SeededRandom(UInt64(700 + index))
                var (reads, failures) = (0, 0)
                while !isDone.isOn {
                    let person = people[random.number(below: people.count)]
                    if try await !isReadable(person, by: server, random) { failures += 1 }
                    reads += 1
                    try await Task.sleep(until: start + .milliseconds(20 * reads))
                }
                return (reads, failures)
            }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            return (counts.map(\.0).reduce(0, +), counts.map(\.1).reduce(0, +), seconds)
        }

        /// How many of a thousand connections cannot be read.
        private static func sample(_ people: [Person.ID], _ server: Connections, _ world: World) async throws -> Int {
            let random = SeededRandom(800)
            var unread = 0
            for _ in 0..<1000 where try await !isReadable(people[random.number(below: people.count)], by: server, random) { unread += 1 }
            return unread
        }

        private static func isReadable(_ person: Person.ID, by server: Connections, _ random: SeededRandom) async throws -> Bool {
            let type = Population.types[random.number(below: Population.types.count)]
            guard let chain = Chain.named(ProviderID(rawValue: type)) else { return false }
            do {
                let held = try await server.grants.load(chain, of: .person(person))
                return try await server.grants.accessToken(of: held) == Population.token(person, type)
            } catch {
                return false
            }
        }
    }
}

extension World {
    /// How many data keys are under that key.
    fileprivate func wrapped(by key: String) async throws -> Int {
        try await database.read(as: .worker) { try DataKeyTable($0).counts()[key] ?? 0 }
    }
}

extension SeededRandom {
    fileprivate func number(below limit: Int) -> Int {
        Int(bytes(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }) % limit
    }
}
