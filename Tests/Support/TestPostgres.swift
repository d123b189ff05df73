package import Domain
package import Foundation
import Storage
package import StoragePostgres
import Synchronization

/// A PostgreSQL server made for tests by `bin/postgres`, and databases on it.
package final class TestPostgres: Sendable {
    package let port: Int
    package let poolerPort: Int?
    package let folder: String
    private let template = Mutex<Task<String, any Error>?>(nil)

    package struct Missing: Error {
        package init() {}
    }

    /// The one `bin/test` has started (`TEST_POSTGRES`, its folder).
    package static let shared: TestPostgres? = {
        guard let folder = ProcessInfo.processInfo.environment["TEST_POSTGRES"] else { return nil }
        return TestPostgres(folder: folder)
    }()

    package init?(folder: String) {
        func number(_ name: String) -> Int? {
            let text = try? String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            return text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
        guard let port = number("port") else { return nil }
        self.port = port
        self.folder = folder
        poolerPort = number("pooler-port")
    }

    /// The key the servers of tests sign with.
    package static let key = TicketKey(id: "00000000000000aa", bytes: [UInt8](repeating: 7, count: 32))
    private static let time = TimeSource { Date() }

    /// One database, and the ways into it.
    package struct Place: Sendable {
        package let name: String
        fileprivate let server: TestPostgres
        fileprivate let port: Int

        private func url(_ role: String, _ password: String, _ port: Int, _ parameters: String) -> Secret {
            Secret("postgres://\(role):\(password)@127.0.0.1:\(port)/\(name)\(parameters)")
        }

        /// A superuser that owns the schema; never through the pooler.
        package var ownerURL: Secret { url("owner", "owner-password", server.port, "?pool=2") }
        package var applicationURL: Secret { url("app", "app-password", port, "?pool=6") }

        package func owner() throws -> PostgresDatabase {
            PostgresDatabase(try PostgresAddress(ownerURL), signer: nil, pause: TestPostgres.pause)
        }

        /// As a server comes.
        package func opened(key: TicketKey = TestPostgres.key, time: TimeSource? = nil) throws -> PostgresDatabase {
            PostgresDatabase(
                try PostgresAddress(applicationURL), signer: TicketSigner(key: key, time: time ?? TestPostgres.time),
                pause: TestPostgres.pause
            )
        }

        /// With the application's role and no ticket: somebody who can run SQL and nothing more.
        package func stranger() throws -> PostgresDatabase {
            PostgresDatabase(try PostgresAddress(applicationURL), signer: nil, pause: TestPostgres.pause)
        }

        /// Writes many rows at once, as the superuser.
        ///
        /// - Parameters:
        ///   - target: a table with its columns.
        ///   - rows: in the text format of `copy`.
        package func copy(_ target: String, _ rows: String) async throws {
            let file = FileManager.default.temporaryDirectory.appending(path: "copy-\(UUID().uuidString)").path()
            try rows.write(toFile: file, atomically: false, encoding: .utf8)
            defer { try? FileManager.default.removeItem(atPath: file) }
            try await server.run("\\copy \(target) from '\(file)'", in: name)
        }

        /// All of it as `pg_dump` writes it down.
        package func dump() async throws -> Data {
            let file = FileManager.default.temporaryDirectory.appending(path: "dump-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: file) }
            try await TestPostgres.run(
                "pg_dump", ["--file", file.path(), "--dbname", url("owner", "owner-password", server.port, "").reveal()])
            return try Data(contentsOf: file)
        }

        package func setUp() async throws -> PostgresSetup.Report {
            let setup = try PostgresSetup(
                owner: try PostgresAddress(ownerURL), application: try PostgresAddress(applicationURL), pause: TestPostgres.pause)
            return try await setup.run(keys: [TestPostgres.key], at: TestClock().now)
        }
    }

    @Sendable private static func pause(_ duration: Duration) async throws {
        try await Task.sleep(for: duration)
    }

    /// A fresh database with the schema in it, copied from one that was set up once.
    package func database(pooled: Bool = false) async throws -> Place {
        let task = template.withLock { template in
            if let template { return template }
            let task = Task {
                let place = try await empty()
                _ = try await place.setUp()
                return place.name
            }
            template = task
            return task
        }
        return try await create(from: try await task.value, pooled: pooled)
    }

    /// A fresh database with nothing in it.
    package func empty(pooled: Bool = false) async throws -> Place {
        try await create(from: "template1", pooled: pooled)
    }

    /// By `psql`, because `create database` does not run in a transaction.
    private func create(from template: String, pooled: Bool) async throws -> Place {
        let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await run("create database \(name) template \(template)", in: "postgres")
        return Place(name: name, server: self, port: pooled ? poolerPort ?? port : port)
    }

    /// Runs SQL as the superuser by `psql`.
    package func run(_ sql: String, in database: String) async throws {
        let address = "postgres://owner:owner-password@127.0.0.1:\(port)/\(database)"
        try await Self.run("psql", ["-q", "-v", "ON_ERROR_STOP=1", address, "-c", sql])
    }

    private static func run(_ program: String, _ arguments: [String]) async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = FileHandle.nullDevice
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { process in
                process.terminationStatus == 0 ? continuation.resume() : continuation.resume(throwing: Missing())
            }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }
}
