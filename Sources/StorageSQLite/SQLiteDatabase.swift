package import Domain
import Foundation
import GRDB
package import Storage

/// One SQLite file, opened by exactly one server process.
///
/// Writers take turns on one connection and begin immediately; readers see a snapshot and keep nobody out. A commit is on the disk
/// when `transaction` returns (`synchronous=FULL`).
package struct SQLiteDatabase: Storage.Database {
    private let pool: DatabasePool
    private let lock: FileLock
    private let broadcast = Broadcast()

    package var dialect: Dialect { .sqlite }

    /// Opens the file, making it (mode 0600) when there is none.
    ///
    /// - Throws: ``StorageError/unavailable(reason:)`` when another process has it open, or it cannot be read or written.
    package init(path: String) throws {
        lock = try FileLock(path: path + ".lock")
        do {
            // SQLite gives its side files the mode of the main one.
            close(open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
            pool = try DatabasePool(path: path, configuration: Self.configuration)
            // GRDB turns it down to NORMAL when it switches to WAL, and a commit could then be lost with the power.
            try pool.writeWithoutTransaction { try $0.execute(sql: "pragma synchronous = full") }
        } catch {
            throw StorageError.unavailable(reason: "the database file cannot be opened: \(SQLiteFault.describe(error))")
        }
    }

    /// Whether another process has the file open just now.
    package static func isInUse(path: String) -> Bool {
        FileManager.default.fileExists(atPath: path) && (try? FileLock(path: path + ".lock")) == nil
    }

    package func transaction<Output: Sendable>(
        as claims: Claims, _ body: @escaping @Sendable (any Storage.Session) throws -> Output
    ) async throws -> Output {
        let (output, topics) = try await SQLiteFault.translating {
            try await pool.write { database in
                let session = SQLiteSession(database)
                return (try body(session), session.topics)
            }
        }
        topics.forEach(broadcast.send)
        return output
    }

    package func read<Output: Sendable>(
        as claims: Claims, _ body: @escaping @Sendable (any Storage.Session) throws -> Output
    ) async throws -> Output {
        try await SQLiteFault.translating {
            try await pool.read { database in
                // The first row makes a reader notice that the schema has changed; what it prepared before that would have the old columns.
                _ = try Int.fetchOne(database.cachedStatement(sql: "select 1 from sqlite_master limit 1"))
                return try body(SQLiteSession(database))
            }
        }
    }

    package func announcements() -> AsyncStream<Topic> {
        broadcast.subscribe()
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 4
        configuration.publicStatementArguments = false
        configuration.prepareDatabase { database in
            try database.execute(sql: "pragma trusted_schema = off")
            guard !database.configuration.readonly else { return }
            // Old token bytes must not stay behind in free pages.
            try database.execute(sql: "pragma secure_delete = on")
        }
        return configuration
    }
}
