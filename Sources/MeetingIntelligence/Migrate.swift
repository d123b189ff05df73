import ArgumentParser
import Connections
import Domain
import Foundation
import Logging
import Storage
import StoragePostgres
import StorageSQLite
import Vault

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Set up PostgreSQL, or move from SQLite to it.",
        discussion: """
            Without options it prepares the database for the servers: it goes in as the role in DATABASE_OWNER_URL, brings the schema up to \
            date, and makes the role named in DATABASE_URL, which owns nothing and which the servers use. It needs the servers' encryption \
            keys (ENCRYPTION_KEYS, or the key file in DATA_DIR), from which they sign what they ask. Run again it changes nothing. On \
            SQLite there is nothing to run: `serve` brings the schema up to date at its start.

            With --from and --to it copies everything, checks the copy row by row, and may be started again when it was interrupted. Stop the \
            server first, and set up the new database before: DATABASE_OWNER_URL names its owner.
            """
    )

    @Option(help: "The SQLite database to move from, as sqlite:PATH.")
    var from: String?

    @Option(help: "The PostgreSQL database to move to, as postgres://…: the servers' role.")
    var to: String?

    func validate() throws {
        guard (from == nil) == (to == nil) else { throw ValidationError("--from and --to belong together.") }
    }

    func run() async throws {
        CoreDumps.turnOff()
        do {
            let settings = try await Settings.load()
            let target = try to.map { try DatabasePlace($0, name: "--to") } ?? settings.database
            guard case .postgres(let application) = target else { return try await migrateSQLite(settings) }
            guard let owner = settings.databaseOwner else {
                throw ValidationError(
                    "DATABASE_OWNER_URL is not set: it names the role that owns the schema, as postgres://OWNER@HOST/DATABASE.")
            }
            try settings.makeDataFolder()
            let setup = try PostgresSetup(owner: owner, application: application, pause: OpenDatabase.pause)
            // A key made for a database that knows others would shut out every server that runs on it.
            let missing: KeySource.Missing = try await setup.ticketKeys().isEmpty ? .create : .refuse
            let keys = try KeySource(settings.keys, needsRing: true, missing: missing, time: .system, random: .system)
            let report = try await setup.run(keys: keys.ticketKeys, at: TimeSource.system.now)
            let forgotten = to == nil && report.ticketKeys.isEmpty ? try await forgetKeys(setup, settings) : []
            tell(report, forgotten: forgotten, role: application.role)
            if let from { try await move(from, to: owner) }
        } catch let error as SettingsError {
            throw ValidationError(error.description)
        } catch StorageError.unavailable(let reason) {
            throw ValidationError("The database cannot be used: \(reason).")
        } catch StorageError.statement(let reason) {
            throw ValidationError(
                "\(reason). DATABASE_OWNER_URL has to own the database, and may need CREATEROLE where the servers' role does not exist yet."
            )
        } catch let error as VaultError {
            throw ValidationError(KeyWords.message(error))
        }
    }

    /// Keys that were taken out of use, once nothing is wrapped under them: then no server can be working with one of them either.
    private func forgetKeys(_ setup: PostgresSetup, _ settings: Settings) async throws -> [String] {
        let logger = Logger(label: "migrate") { StreamLogHandler.standardError(label: $0) }
        let (database, source) = try await OpenDatabase.forServing(settings, missing: .refuse, logger: logger)
        let care = KeyCare(
            database: database, keys: source.keys, fernet: source.fernet, time: .system, random: .system, logger: logger)
        let status = try await care.status()
        guard status.missing.isEmpty, status.outdated == 0 else { return [] }
        return try await setup.forgetTicketKeys(but: source.ticketKeys)
    }

    private func tell(_ report: PostgresSetup.Report, forgotten: [String], role: String) {
        if report.changedNothing, forgotten.isEmpty { return Console.say("Nothing to do: the database is set up and up to date.") }
        for number in report.migrations { Console.say("Schema step \(number): \(Migrations.all[number - 1].name)") }
        if report.madeRole { Console.say("Made the role \(role) for the servers") }
        for id in report.ticketKeys { Console.say("The database now knows the servers' key \(id)") }
        for id in forgotten { Console.say("The database no longer knows the key \(id), which was taken out of use") }
        Console.say("Done. Start the servers with DATABASE_URL alone.")
    }

    private func migrateSQLite(_ settings: Settings) async throws {
        guard case .sqlite(let path) = settings.database else { return }
        let applied = try await Migrator(try SQLiteDatabase(path: path)).migrate(at: TimeSource.system.now)
        Console.say(applied.isEmpty ? "Nothing to do: the schema is up to date." : "Schema steps applied: \(applied.count)")
    }

    private func move(_ source: String, to owner: PostgresAddress) async throws {
        guard case .sqlite(let path) = try DatabasePlace(source, name: "--from") else {
            throw ValidationError("--from has to be sqlite:PATH.")
        }
        guard FileManager.default.fileExists(atPath: path) else { throw ValidationError("There is no file \(path).") }
        let old = try SQLiteDatabase(path: path)
        try await Migrator(old).migrate(at: TimeSource.system.now)
        let new = PostgresDatabase(owner, signer: nil, patience: .seconds(600), pause: OpenDatabase.pause)
        let report = try await Move(from: old, to: new).run { table, rows in Console.say("\(table): \(rows) rows") }
        Console.say("Checked: \(report.tables) tables, \(report.rows) rows, every checksum the same on both sides.")
    }
}
