import ArgumentParser
import Connections
import Domain
import Foundation
import StoragePostgres
import StorageSQLite
import Vault

/// `keys rotate`: a new key where this server makes its own, then everything under the newest.
struct KeyRotation: Sendable {
    let data: Bool

    func run() async throws {
        if let settings = try? await Settings.load(), case .sqlite(let path) = settings.database, SQLiteDatabase.isInUse(path: path) {
            try leaveToServer(settings)
        } else {
            try await KeyDesk.working { try await rotate($0) }
        }
    }

    /// The server that has the file open follows the ring and does the rest.
    private func leaveToServer(_ settings: Settings) throws {
        guard !data else { throw KeyDesk.refusal("A server is using this database. Stop it to seal tokens anew, then start it again.") }
        guard settings.keys.isFileInUse else {
            throw KeyDesk.refusal("A server is using this database. Restart it with the new key; it wraps every data key anew by itself.")
        }
        do {
            try makeKey(in: settings.keys.file)
        } catch let error as VaultError {
            throw KeyDesk.refusal(KeyWords.message(error))
        }
        Console.say("The running server wraps every data key anew within a minute; meeting_intelligence_data_keys at /metrics shows it.")
    }

    private func rotate(_ desk: KeyDesk) async throws {
        try await desk.care.check()
        if desk.settings.keys.isFileInUse, try await desk.care.status().outdated == 0 { try makeKey(in: desk.settings.keys.file) }
        let meter = ProgressMeter("data keys wrapped anew")
        let rewrapped = try await desk.care.rewrap(progress: meter.show)
        Console.say("\(KeyWords.count(rewrapped.done, "data key")) wrapped anew.")
        let left = try await rewrapped.left + (data ? reseal(desk) : 0)
        Console.say("\n" + KeyWords.status(try await desk.care.status()))
        try await tellDatabase(desk)
        guard left == 0 else {
            Console.say("\(left) could not be opened and stayed as they are: meeting-intelligence keys verify")
            throw ExitCode(1)
        }
    }

    private func reseal(_ desk: KeyDesk) async throws -> Int {
        let meter = ProgressMeter("people done")
        let resealed = try await desk.care.reseal(progress: meter.show)
        Console.say("\(KeyWords.count(resealed.fields, "field")) of \(KeyWords.count(resealed.owners, "owner")) sealed anew.")
        return resealed.left
    }

    /// A rotation that was broken off goes on with the key it had made: a new one is made only when all is under the newest.
    private func makeKey(in file: KeyFile) throws {
        let id = try file.prepend(random: .system, at: TimeSource.system.now)
        Console.say("The new key \(id) stands first in \(file.path). Keep a copy of the file apart from the database.")
    }

    /// PostgreSQL knows its servers by their keys: once the old one is removed it has to know the new one.
    private func tellDatabase(_ desk: KeyDesk) async throws {
        guard case .postgres(let application) = desk.settings.database else { return }
        guard let owner = desk.settings.databaseOwner else {
            Console.say(
                "Before the old key is removed, tell the database the new one: DATABASE_OWNER_URL=… meeting-intelligence migrate")
            return
        }
        let source = try KeySource(desk.settings.keys, needsRing: true, missing: .refuse, time: .system, random: .system)
        let setup = try PostgresSetup(owner: owner, application: application, pause: OpenDatabase.pause)
        _ = try await setup.run(keys: source.ticketKeys, at: TimeSource.system.now)
    }
}
