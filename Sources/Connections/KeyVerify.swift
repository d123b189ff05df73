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
    package func verify(progress: Progress = { _, _ in }) async throws -> KeyReport {
        let total = try await countOwners()
        var report = KeyReport()
        var done = 0
        try await forEachOwner { owner in
            let state = try await examine(owner)
            report.dataKeys += state.dataKeys
            report.fields += state.fields
            for key in state.lostKeys { report.lostDataKeys[key.kekID, default: 0] += 1 }
            for field in state.lostFields { report.lostFields["\(field.column.table).\(field.column.column)", default: 0] += 1 }
            done += 1
            progress(done, max(total, done))
        }
        return report
    }

    /// What one owner has, and what of it does not open.
    struct OwnerState: Sendable {
        var dataKeys = 0
        var fields = 0
        var lostKeys: [DataKeyTable.Wrapped] = []
        var lostFields: [SealedFieldTable.Field] = []
    }

    func examine(_ owner: KeyOwner) async throws -> OwnerState {
        // Keys before fields would miss the key of a field that was sealed in between.
        let found = try await database.read(as: owner.claims) { session in
            (fields: try SealedFieldTable(session).list(of: owner), keys: try DataKeyTable(session).list(of: owner))
        }
        var state = OwnerState(dataKeys: found.keys.count, fields: found.fields.count)
        var usable: [DataKey] = []
        for wrapped in found.keys {
            if let key = try await keyring.unwrapIfHeld(wrapped) { usable.append(key) } else { state.lostKeys.append(wrapped) }
        }
        let keys = OwnerKeys(current: nil, retired: usable, fernet: fernet, time: time)
        state.lostFields = found.fields.filter { (try? keys.open($0.bytes, in: owner.context(of: $0))) == nil }
        return state
    }
}
