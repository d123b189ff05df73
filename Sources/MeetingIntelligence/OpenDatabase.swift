import Domain
import Foundation
import Logging
import Storage
import StoragePostgres
import StorageSQLite
import Vault

/// Opens the database the settings name.
enum OpenDatabase {
    /// SQLite is brought up to date at start, since nobody else can have it open; PostgreSQL by its owner with `migrate`, and here only
    /// looked at.
    ///
    /// - Throws: `StorageError.unavailable` saying what to do.
    static func forServing(_ settings: Settings, keys: KeyRing, time: TimeSource, logger: Logger) async throws -> any Database {
        switch settings.database {
        case .sqlite(let path):
            try settings.makeDataFolder()
            let database = try SQLiteDatabase(path: path)
            let applied = try await Migrator(database).migrate(at: time.now)
            if !applied.isEmpty { logger.info("Schema brought up to date", metadata: ["steps": "\(applied)"]) }
            return database
        case .postgres(let address):
            let ready = try await PostgresReadiness(address, pause: pause).check(keys: keys.ticketKeys)
            logger.info("Database checked", metadata: ["schema": "\(ready.step)", "role": "\(address.role)"])
            if ready.step > Migrations.all.count {
                logger.notice("The schema is newer than this version, which runs on it all the same", metadata: ["schema": "\(ready.step)"])
            }
            return PostgresDatabase(address, signer: TicketSigner(key: ready.key, time: time), pause: pause)
        }
    }

    @Sendable static func pause(_ duration: Duration) async throws {
        try await Task.sleep(for: duration)
    }
}

extension KeyRing {
    /// The keys of the environment, or of the key file in the data folder, which is made at the first start.
    static func load(_ settings: Settings, random: RandomSource) throws -> KeyRing {
        if let keys = settings.encryptionKeys { return try KeyRing(keys: keys, random: random) }
        try settings.makeDataFolder()
        let file = KeyFile(path: settings.dataFolder + "/encryption-keys")
        return try KeyRing(keys: try file.read() ?? file.create(random: random), random: random)
    }

    /// By which PostgreSQL tells this server's tickets from forged ones.
    var ticketKeys: [TicketKey] {
        derived(for: "database-ticket.v1").map { TicketKey(id: $0.id, bytes: $0.bytes) }
    }
}
