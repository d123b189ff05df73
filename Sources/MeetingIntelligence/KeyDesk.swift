import ArgumentParser
import Connections
import Domain
import Foundation
import Logging
import Storage
import StoragePostgres
import StorageSQLite
import Vault

/// What a command about keys works with: the database, and the keys as the settings have them.
struct KeyDesk: Sendable {
    let settings: Settings
    let source: KeySource
    let care: KeyCare

    /// Runs `work` at a desk of its own, and says in one sentence what kept it from it, with exit status 2.
    static func working<Output: Sendable>(
        missing: KeySource.Missing = .refuse, _ work: (KeyDesk) async throws -> Output
    ) async throws -> Output {
        CoreDumps.turnOff()
        do {
            return try await work(try await KeyDesk(try await Settings.load(), missing: missing))
        } catch let error as SettingsError {
            throw refusal(error.description)
        } catch let error as KeyCheckError {
            throw refusal(error.message)
        } catch let error as VaultError {
            throw refusal(KeyWords.message(error))
        } catch StorageError.unavailable(let reason) {
            throw refusal("The database cannot be used: \(reason).")
        }
    }

    private init(_ settings: Settings, missing: KeySource.Missing) async throws {
        self.settings = settings
        var logger = Logger(label: "keys") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        try settings.requireDatabase()
        if case .replace = missing { try await Self.introduce(settings) }
        let (database, source) = try await OpenDatabase.forServing(settings, missing: missing, logger: logger)
        self.source = source
        care = KeyCare(
            database: database, keys: source.keys, fernet: source.fernet, time: .system, random: .system, logger: logger
        )
    }

    /// What a server of this data folder that died has not brought into the database.
    var journal: [[UInt8]] { JournalFile.left(in: settings.journalFolder) }

    /// PostgreSQL lets nobody in whose keys it does not know; only the owner of the schema can tell it new ones.
    private static func introduce(_ settings: Settings) async throws {
        guard case .postgres(let application) = settings.database else { return }
        guard let owner = settings.databaseOwner else {
            throw SettingsError("DATABASE_OWNER_URL has to be set for this: the database has to learn the new key.")
        }
        let source = try KeySource(settings.keys, needsRing: true, missing: .replace, time: .system, random: .system)
        let setup = try PostgresSetup(owner: owner, application: application, pause: OpenDatabase.pause)
        _ = try await setup.run(keys: source.ticketKeys, at: TimeSource.system.now)
    }

    static func refusal(_ message: String) -> ExitCode {
        try? FileHandle.standardError.write(contentsOf: Data("Error: \(message)\n".utf8))
        return ExitCode(2)
    }
}
