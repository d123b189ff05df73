import Domain
import Storage
import Vault

/// What can be opened with the keys at hand, counted.
package struct KeyReport: Sendable, Equatable {
    package var dataKeys = 0
    /// Data keys that cannot be unwrapped, by the name of the key they need.
    package var lostDataKeys: [String: Int] = [:]
    package var fields = 0
    /// Fields that do not open, by `table.column`.
    package var lostFields: [String: Int] = [:]

    package var isWhole: Bool { lostDataKeys.isEmpty && lostFields.isEmpty }
}

extension KeyCare {
    /// Opens everything there is, and changes nothing.
    ///
    /// - Throws: `VaultError/unavailable(reason:)` when a key service does not answer, `StorageError`.
    ///
    /// - Parameter journal: records of refreshed tokens on their way into the database, which a stopped server may have left.
    package func verify(journal: [[UInt8]] = [], progress: Progress = { _, _ in }) async throws -> KeyReport {
        let total = try await countOwners()
        var report = KeyReport()
        var done = 0
        try await forEachOwner { owner in
            let state = try await examine(owner)
            report.dataKeys += state.dataKeys
            report.fields += state.fields
            for key in state.lostKeys { report.lostDataKeys[key.kekID, default: 0] += 1 }
            if state.lostWaiting > 0 { report.lostFields["replacements.chains", default: 0] += state.lostWaiting }
            for field in state.lostFields { report.lostFields["\(field.column.table).\(field.column.column)", default: 0] += 1 }
            done += 1
            progress(done, max(total, done))
        }
        for bytes in journal { try await examine(record: bytes, adding: &report) }
        return report
    }

    private func examine(record bytes: [UInt8], adding report: inout KeyReport) async throws {
        guard let record = RefreshRecord(bytes: bytes) else {
            report.fields += 1
            report.lostFields["refresh-journal", default: 0] += 1
            return
        }
        let owner = record.owner
        let keys = try await usableKeys(try await dataKeys(of: owner.keys))
        let waiting = WaitingGrant(owner: owner, row: record.connection, type: record.type, grant: record.grant)
        report.fields += waiting.fields.count
        let lost = waiting.fields.count { !waiting.opens($0, with: keys) }
        if lost > 0 { report.lostFields["refresh-journal", default: 0] += lost }
    }

    /// What one owner has, and what of it does not open.
    struct OwnerState: Sendable {
        var dataKeys = 0
        var fields = 0
        var lostKeys: [DataKeyTable.Wrapped] = []
        var lostFields: [SealedFieldTable.Field] = []
        /// Of grants that wait for the person's decision.
        var lostWaiting = 0
    }

    func examine(_ owner: KeyOwner) async throws -> OwnerState {
        // Keys before fields would miss the key of a field that was sealed in between.
        let found = try await database.read(as: owner.claims) { session in
            Found(
                fields: try SealedFieldTable(session).list(of: owner),
                waiting: try owner.connections.map { try WaitingGrant.all(of: $0, session) } ?? [],
                keys: try DataKeyTable(session).list(of: owner)
            )
        }
        let waiting = found.waiting.flatMap { grant in grant.fields.map { (grant, $0) } }
        var state = OwnerState(dataKeys: found.keys.count, fields: found.fields.count + waiting.count)
        let keys = try await usableKeys(found.keys)
        state.lostKeys = found.keys.filter { !keys.holds($0.id) }
        state.lostFields = found.fields.filter { (try? keys.open($0.bytes, in: owner.context(of: $0))) == nil }
        state.lostWaiting = waiting.count { grant, field in !grant.opens(field, with: keys) }
        return state
    }

    private struct Found: Sendable {
        let fields: [SealedFieldTable.Field]
        let waiting: [WaitingGrant]
        let keys: [DataKeyTable.Wrapped]
    }

    /// Those that can be unwrapped, to read with.
    private func usableKeys(_ stored: [DataKeyTable.Wrapped]) async throws -> OwnerKeys {
        var usable: [DataKey] = []
        for wrapped in stored {
            if let key = try await keyring.unwrapIfHeld(wrapped) { usable.append(key) }
        }
        return OwnerKeys(current: nil, retired: usable, fernet: fernet, time: time)
    }
}
