import Domain
import Foundation
import Logging
import Storage
import StoragePostgres
import StorageSQLite
import Vault

/// Opens the database the settings name.
enum OpenDatabase {
    /// The database, and the keys it was sealed under.
    ///
    /// SQLite is brought up to date at start, since nobody else can have it open; PostgreSQL by its owner with `migrate`, and here only
    /// looked at.
    ///
    /// - Parameter missing: what to do where a key file is needed and there is none; `nil` makes one for a database nobody has sealed
    ///   anything in.
    /// - Throws: `StorageError.unavailable` saying what to do, `VaultError`.
    static func forServing(
        _ settings: Settings, missing: KeySource.Missing? = nil, time: TimeSource = .system, logger: Logger
    ) async throws -> (any Database, KeySource) {
        switch settings.database {
        case .sqlite(let path):
            try settings.makeDataFolder()
            let database = try SQLiteDatabase(path: path)
            let applied = try await Migrator(database).migrate(at: time.now)
            if !applied.isEmpty { logger.info("Schema brought up to date", metadata: ["steps": "\(applied)"]) }
            let isNew = try await database.read(as: .worker) { try DataKeyTable($0).counts().isEmpty }
            return (database, try KeySource(settings.keys, missing: missing ?? (isNew ? .create : .refuse), time: time, random: .system))
        case .postgres(let address):
            let source = try KeySource(settings.keys, needsRing: true, missing: missing ?? .refuse, time: time, random: .system)
            let ready = try await PostgresReadiness(address, pause: pause).check(keys: source.ticketKeys)
            logger.info("Database checked", metadata: ["schema": "\(ready.step)", "role": "\(address.role)"])
            if ready.step > Migrations.all.count {
                logger.notice("The schema is newer than this version, which runs on it all the same", metadata: ["schema": "\(ready.step)"])
            }
            return (PostgresDatabase(address, signer: TicketSigner(key: ready.key, time: time), pause: pause), source)
        }
    }

    @Sendable static func pause(_ duration: Duration) async throws {
        try await Task.sleep(for: duration)
    }
}
