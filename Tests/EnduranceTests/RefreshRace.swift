import Domain
import Foundation
import LiveSupport
import Storage
import StorageSQLite
import Testing

extension Endurance {
    /// Everybody wants the same expired tokens at once, from a provider that forgives no refresh token used twice and takes its time.
    struct RefreshRace {
        /// Expired, and not due: the servers' own sweep, which would win the race, passes them over.
        private static let expired: SQL = "update user_integrations set token_expires_at = 1000, token_issued_at = 0, refresh_due_at = null"

        @Test(.enabled(if: hasPostgres)) func `each connection is refreshed once, whoever asks where`() async {
            await measure(.refreshRace) {
                let many = try await servers(scale(8, full: 200))
                let one = try await lone(scale(8, full: 200))
                return many + one
            }
        }

        /// Four servers on one PostgreSQL, eight callers at each of them.
        private func servers(_ count: Int) async throws -> [Figure] {
            guard let database = try LiveDatabase() else { throw LiveError("There is no PostgreSQL.") }
            let world = try await LiveWorld(servers: 4, database: database)
            let people = try await Self.people(count, in: world)
            try database.run(Self.expired.render(.postgres).text)
            return try await Self.race(people, in: world, doors: 4, callers: 8, named: "on PostgreSQL")
        }

        /// One server on SQLite, thirty-two callers.
        private func lone(_ count: Int) async throws -> [Figure] {
            let world = try await LiveWorld()
            let people = try await Self.people(count, in: world)
            world.killServer()
            do {
                let database = try SQLiteDatabase(path: world.folder + "/data/meeting-intelligence.sqlite")
                try await database.transaction(as: .worker) { _ = try $0.run(Self.expired) }
            }
            try await world.restartServer()
            return try await Self.race(people, in: world, doors: 1, callers: 32, named: "on SQLite")
        }

        private static func people(_ count: Int, in world: LiveWorld) async throws -> [Wire] {
            _ = try await world.sandbox.call("POST", "/sandbox/linear/settings", ["rotation_grace": 0])
            return try await forEach(0..<count, atOnce: 8) { try await world.member("Person\($0)", linear: "ada@acme.example") }
        }

        private static func race(_ people: [Wire], in world: LiveWorld, doors: Int, callers: Int, named name: String) async throws
            -> [Figure]
        {
            let early = try await refreshes(world).count
            _ = try await world.sandbox.call("POST", "/sandbox/linear/settings", ["answer_delay_ms": 150])
            let failures = try await forEach(people, atOnce: 6) { person in
                try await forEach(0..<(doors * callers), atOnce: .max) { call in
                    let door = person.moved(to: world.address(of: call % doors))
                    let reply = try? await door.call("GET", "/api/v1/destinations/linear.issue/choices", seconds: 60)
                    return reply?.status == 200 ? 0 : 1
                }.reduce(0, +)
            }.reduce(0, +)
            let refreshes = try await refreshes(world)
            return [
                .none("refreshed \(name) before anybody asked", early),
                .exactly(people.count, "refreshes \(name)", refreshes.count),
                .none("refused", refreshes.count { $0["status"] as? Int != 200 }),
                .none("of \(people.count * doors * callers) callers failed", failures),
            ]
        }

        private static func refreshes(_ world: LiveWorld) async throws -> [[String: Any]] {
            try await world.sandbox.call("GET", "/sandbox/linear/state").list("calls").filter {
                $0["grant_type"] as? String == "refresh_token"
            }
        }
    }
}
