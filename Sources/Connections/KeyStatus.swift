import Domain
import Storage
import Vault

package import struct Foundation.Date

/// Which key-encryption keys there are, and how many data keys each of them wraps.
package struct KeyStatus: Sendable, Equatable {
    package struct Key: Sendable, Equatable {
        package let id: String
        /// Whether this server can unwrap with it.
        package let isHeld: Bool
        /// Whether new data keys are wrapped by it.
        package let isCurrent: Bool
        package let dataKeys: Int
    }

    package struct Rotation: Sendable, Equatable {
        package let startedAt: Date
        /// `nil` for one that was broken off, or is under way elsewhere.
        package let finishedAt: Date?
    }

    /// The current one first, then the others at hand, then those that are missing.
    package let keys: [Key]
    package let lastRotation: Rotation?
    package let lastDataRotation: Rotation?

    package var missing: [Key] { keys.filter { !$0.isHeld && $0.dataKeys > 0 } }
    package var unneeded: [Key] { keys.filter { $0.isHeld && !$0.isCurrent && $0.dataKeys == 0 } }
    /// Data keys that another key than the current one wraps.
    package var outdated: Int { keys.filter { !$0.isCurrent }.reduce(0) { $0 + $1.dataKeys } }
    package var dataKeys: Int { keys.reduce(0) { $0 + $1.dataKeys } }
}

extension KeyCare {
    /// - Throws: `VaultError/unavailable(reason:)` when a key service does not answer, `StorageError`.
    package func status() async throws -> KeyStatus {
        let counts = try await counts()
        let held = try await keys.keyIDs()
        let current = held.first
        var entries = held.map { KeyStatus.Key(id: $0, isHeld: true, isCurrent: $0 == current, dataKeys: counts[$0] ?? 0) }
        for (id, count) in counts.sorted(by: { $0.key < $1.key }) where !held.contains(id) {
            entries.append(KeyStatus.Key(id: id, isHeld: try await keys.holds(id), isCurrent: false, dataKeys: count))
        }
        let last = try await database.read(as: .worker) { session in
            (try KeyRotationTable(session).last(.keys), try KeyRotationTable(session).last(.data))
        }
        return KeyStatus(keys: entries, lastRotation: last.0.map(Self.rotation), lastDataRotation: last.1.map(Self.rotation))
    }

    func counts() async throws -> [String: Int] {
        try await database.read(as: .worker) { try DataKeyTable($0).counts() }
    }

    private static func rotation(_ rotation: KeyRotationTable.Rotation) -> KeyStatus.Rotation {
        KeyStatus.Rotation(startedAt: rotation.startedAt, finishedAt: rotation.finishedAt)
    }
}

extension Connections {
    /// How many data keys each key-encryption key wraps, by its name.
    package func dataKeyCounts() async throws -> [String: Int] {
        try await keyCare.counts()
    }
}
