import Domain
import Foundation
import Storage
import StoragePostgres
import Support
import Synchronization
import Testing

@Suite("A PostgreSQL connection that fails costs a wait, not work", .enabled(if: TestPostgres.shared != nil))
struct PostgresDriverTests {
    private static func place(pooled: Bool = false) async throws -> TestPostgres.Place {
        guard let postgres = TestPostgres.shared else { throw TestPostgres.Missing() }
        return try await postgres.database(pooled: pooled)
    }

    private static func count(_ database: PostgresDatabase) async throws -> Int64 {
        try await database.read(as: .worker) { try $0.run("select count(*) as n from key_checks")[0].integer("n") }
    }

    private static func add(_ id: String, to session: any Session) throws {
        try session.run("insert into key_checks (kek_id, sealed, created_at) values (\(id), \([UInt8]([1])), 1)")
    }

    @Test func `connections cut under load are replaced, and every acknowledged row is there once`() async throws {
        let place = try await Self.place()
        let (server, owner) = (try place.opened(), try place.owner())
        let known = try await withThrowingTaskGroup(of: Set<String>.self) { group in
            for writer in 0..<6 {
                group.addTask {
                    var acknowledged: Set<String> = []
                    for row in 0..<40 {
                        let id = "\(writer)-\(row)"
                        do {
                            try await server.transaction(as: .worker) { try Self.add(id, to: $0) }
                            acknowledged.insert(id)
                        } catch StorageError.unavailable {
                            // The answer to the commit was lost: nobody knows.
                        }
                    }
                    return acknowledged
                }
            }
            group.addTask {
                for _ in 0..<15 {
                    _ = try await owner.transaction(as: .worker) { session in
                        try session.run(
                            "select pg_terminate_backend(pid) as ended from pg_stat_activity where datname = current_database() and usename = 'app'"
                        )
                    }
                }
                return []
            }
            return try await group.reduce(into: Set<String>()) { $0.formUnion($1) }
        }
        let stored = try await server.read(as: .worker) { Set(try $0.run("select kek_id from key_checks").map { try $0.text("kek_id") }) }
        #expect(known.isSubset(of: stored))
        #expect(known.count > 200)
    }

    @Test(.timeLimit(.minutes(1))) func `a database that nobody holds any more keeps no connection, though it was listened on`()
        async throws
    {
        let place = try await Self.place()
        let owner = try place.owner()
        @Sendable func connections() async throws -> Int64 {
            try await owner.read(as: .worker) { session in
                try session.run(
                    "select count(*) as n from pg_stat_activity where datname = current_database() and usename = 'app'"
                )[0].integer("n")
            }
        }
        func listen() async throws {
            let database = try place.opened()
            var heard = database.announcements().makeAsyncIterator()
            #expect(await heard.next() == .missed)
            #expect(try await connections() > 0)
        }
        try await listen()
        while try await connections() > 0 {}
    }

    @Test func `a body that is run again starts from the beginning`() async throws {
        let place = try await Self.place()
        let (server, owner) = (try place.opened(), try place.owner())
        let runs = Counter()
        try await server.transaction(as: .worker) { session in
            try Self.add("once", to: session)
            guard runs.next() == 1 else { return }
            // Cut from the outside, in the middle of the transaction.
            let pid = try session.run("select pg_backend_pid()::bigint as pid")[0].integer("pid")
            Task.detached { try await owner.transaction(as: .worker) { try $0.run("select pg_terminate_backend(\(pid)::int) as ended") } }
            while true { _ = try session.run("select pg_sleep(0.005)::text as slept") }
        }
        #expect(runs.next() == 3)
        #expect(try await Self.count(server) == 1)
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }

    @Test func `a table that changes under a prepared statement is no fault`() async throws {
        let place = try await Self.place()
        let (server, owner) = (try place.opened(), try place.owner())
        for step in 0..<3 {
            try await server.transaction(as: .worker) { session in
                try Self.add("before \(step)", to: session)
                _ = try session.run("select * from key_checks")
            }
            try await owner.transaction(as: .worker) { session in
                try session.run("alter table key_checks add column \(SQL(stringLiteral: "later_\(step)")) text")
            }
        }
        #expect(try await server.read(as: .worker) { try $0.run("select * from key_checks").count } == 3)
    }

    @Test func `two transactions in each other's way both come through`() async throws {
        let place = try await Self.place()
        let server = try place.opened()
        try await server.transaction(as: .worker) { session in for id in ["a", "b"] { try Self.add(id, to: session) } }
        try await withThrowingTaskGroup { group in
            for order in [["a", "b"], ["b", "a"], ["a", "b"], ["b", "a"]] {
                group.addTask {
                    try await server.transaction(as: .worker) { session in
                        for id in order {
                            try session.run("update key_checks set created_at = created_at + 1 where kek_id = \(id)")
                            _ = try session.run("select pg_sleep(0.02)::text as slept")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let sums = try await server.read(as: .worker) {
            try $0.run("select created_at from key_checks").map { try $0.integer("created_at") }
        }
        #expect(sums == [5, 5])
    }

    @Test func `many more callers than connections all get their turn`() async throws {
        let server = try await Self.place().opened()
        let sum = try await withThrowingTaskGroup(of: Int64.self) { group in
            for number in 0..<300 {
                group.addTask { try await server.read(as: .worker) { try $0.run("select \(number) as n")[0].integer("n") } }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 300 * 299 / 2)
    }

    @Test func `work that takes too long is stopped at the server, and the connection serves on`() async throws {
        let place = try await Self.place()
        let database = PostgresDatabase(
            try PostgresAddress(place.ownerURL), signer: nil, patience: .seconds(1), pause: { try await Task.sleep(for: $0) })
        await #expect(throws: StorageError.self) {
            try await database.read(as: .worker) { try $0.run("select pg_sleep(30)::text as slept") }
        }
        #expect(try await database.read(as: .worker) { try $0.run("select 1 as one")[0].integer("one") } == 1)
        let asleep = try await database.read(as: .worker) { session in
            try session.run("select count(*) as n from pg_stat_activity where query like 'select pg_sleep(30)%' and state = 'active'")[0]
                .integer("n")
        }
        #expect(asleep == 0)
    }

    @Test func `cancelling a task stops its statement at the server`() async throws {
        let place = try await Self.place()
        let (server, owner) = (try place.opened(), try place.owner())
        let work = Task { try await server.read(as: .worker) { try $0.run("select pg_sleep(15)::text as slept_long").count } }
        let busy: SQL = "select count(*) as n from pg_stat_activity where query like '%slept_long' and state = 'active' and usename = 'app'"
        while try await owner.read(as: .worker, { try $0.run(busy)[0].integer("n") }) == 0 { await Task.yield() }
        work.cancel()
        await #expect(throws: (any Error).self) { try await work.value }
        #expect(try await owner.read(as: .worker) { try $0.run(busy)[0].integer("n") } == 0)
    }

    @Test func `a refused statement tells its kind and no value`() async throws {
        let server = try await Self.place().opened()
        await #expect {
            try await server.transaction(as: .worker) { try $0.run("select \("a secret value")::int as n") }
        } throws: { !"\($0)".contains("secret") && "\($0)".contains("22P02") }
        await #expect {
            try await server.transaction(as: .worker) { try $0.run("select \("zero\0byte") as t") }
        } throws: { error in
            if case StorageError.statement = error { true } else { false }
        }
    }

    @Test func `TLS is asked for by the address, and a certificate that is not the server's is refused`() async throws {
        let postgres = try #require(TestPostgres.shared)
        let place = try await Self.place()
        func encrypted(_ parameters: String) async throws -> Bool {
            let address = try PostgresAddress(Secret(place.ownerURL.reveal() + parameters))
            let database = PostgresDatabase(address, signer: nil, pause: { _ in })
            return try await database.read(as: .worker) { session in
                try session.run("select ssl from pg_stat_ssl where pid = pg_backend_pid()")[0].flag("ssl")
            }
        }
        #expect(try await encrypted("&sslmode=verify-full&sslrootcert=\(postgres.folder)/server.crt"))
        #expect(try await encrypted("&sslmode=disable") == false)
        let other = FileManager.default.temporaryDirectory.appending(path: "other-\(UUID().uuidString).crt").path()
        try "".write(toFile: other, atomically: true, encoding: .utf8)
        await #expect(throws: StorageError.self) { try await encrypted("&sslmode=verify-full&sslrootcert=\(other)") }
    }

    @Test func `a server that is not there is told within its time`() async throws {
        let database = PostgresDatabase(
            try PostgresAddress(Secret("postgres://app:secret-word@127.0.0.1:1/none")), signer: nil, pause: { _ in })
        await #expect {
            try await database.read(as: .worker) { try $0.run("select 1 as one").count }
        } throws: { "\($0)".contains("cannot be reached") && !"\($0)".contains("secret-word") }
    }
}

@Suite("Nothing is skipped where it counts")
struct CompletenessTests {
    /// Continuous integration has to try both databases and the pooler.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["CI"] != nil)) func `continuous integration has every engine`() {
        #expect(Engine.available == Engine.allCases)
    }
}
