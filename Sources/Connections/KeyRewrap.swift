import Domain
import Foundation
import Logging
import Storage
import Vault

extension KeyCare {
    /// What came of wrapping data keys anew.
    package struct Rewrapped: Sendable, Equatable {
        package var done = 0
        /// Those that cannot be unwrapped, because their key is missing or they were changed.
        package var left = 0
    }

    /// Wraps every data key under the newest key-encryption key.
    ///
    /// Data keys stay the same, so that whoever has one in memory goes on with it, and a reader meets a key either as it was or as it is
    /// now. Each step is a transaction that compares with what it read. Broken off, it goes on where it was.
    ///
    /// - Throws: `VaultError/unavailable(reason:)` when a key service does not answer, `StorageError`.
    @discardableResult
    package func rewrap(progress: Progress = { _, _ in }) async throws -> Rewrapped {
        let current = try await keys.currentKeyID()
        let total = try await counts().filter { $0.key != current }.values.reduce(0, +)
        try await noteCurrentKey(among: try await checks())
        guard total > 0 else {
            // One that was broken off after its last step.
            if try await isUnderWay(.keys) { try await finish(.keys) }
            return Rewrapped()
        }
        try await begin(.keys)
        var result = Rewrapped()
        // Another server may have made keys under the old one meanwhile; a round that finds nothing to do is the last.
        while true {
            let round = try await rewrapRound(current: current, before: result.done, total: total, progress: progress)
            result.done += round.done
            result.left = round.left
            if round.done == 0 { break }
        }
        if result.left == 0 { try await finish(.keys) }
        logger.notice("Data keys wrapped anew", metadata: ["key": "\(current)", "done": "\(result.done)", "left": "\(result.left)"])
        return result
    }

    private func rewrapRound(current: String, before: Int, total: Int, progress: Progress) async throws -> Rewrapped {
        var round = Rewrapped()
        var after = ""
        while true {
            let last = after
            let page = try await database.read(as: .worker) { session in
                try DataKeyTable(session).page(notUnder: current, after: last, limit: batch)
            }
            guard let end = page.last else { return round }
            let renewed = try await renewed(page)
            round.done += try await store(renewed)
            round.left += page.count - renewed.count
            after = end.id
            progress(before + round.done, max(total, before + round.done))
        }
    }

    private struct Renewed: Sendable {
        let old: DataKeyTable.Wrapped
        let new: WrappedKey
        let activityID: String
    }

    /// Outside of any transaction: a key service may take its time.
    private func renewed(_ page: [DataKeyTable.Wrapped]) async throws -> [Renewed] {
        var renewed: [Renewed] = []
        for old in page {
            do {
                renewed.append(Renewed(old: old, new: try await keyring.rewrap(old), activityID: random.uuid()))
            } catch VaultError.unknownKey, VaultError.tampered {
                logger.error("A data key cannot be unwrapped", metadata: ["data_key": "\(old.id)", "key": "\(old.kekID)"])
            }
        }
        return renewed
    }

    private func store(_ renewed: [Renewed]) async throws -> Int {
        let activity = Activity(.keyRotated, at: time.now, cause: "Whoever runs this server changed its encryption key.")
        return try await database.transaction(as: .worker) { session in
            var count = 0
            for entry in renewed
            where try DataKeyTable(session).rewrap(entry.old, kekID: entry.new.keyID, bytes: entry.new.bytes) {
                count += 1
                if entry.old.retiredAt == nil { try entry.old.owner.note(activity, id: entry.activityID, in: session) }
            }
            return count
        }
    }

    /// - Returns: when the one under way began: now, or before it was broken off.
    @discardableResult
    func begin(_ kind: KeyRotationTable.Kind) async throws -> Date {
        let (id, now) = (random.uuid(), time.now)
        return try await database.transaction(as: .worker) { try KeyRotationTable($0).begin(kind, id: id, at: now) }
    }

    private func isUnderWay(_ kind: KeyRotationTable.Kind) async throws -> Bool {
        let last = try await database.read(as: .worker) { try KeyRotationTable($0).last(kind) }
        return last.map { $0.finishedAt == nil } ?? false
    }

    func finish(_ kind: KeyRotationTable.Kind) async throws {
        let now = time.now
        try await database.transaction(as: .worker) { try KeyRotationTable($0).finish(kind, at: now) }
    }
}
