import Domain
import Storage
import Vault

extension Connections {
    /// Finds out at start whether the keys at hand are the keys the database was sealed under, before anything is written.
    ///
    /// - Throws: ``KeyCheckError`` when they are not.
    package func checkKeys() async throws {
        let keys = dependencies.keys
        let now = dependencies.time.now
        let checks = try await dependencies.database.read(as: .worker) { session in
            try KeyCheckTable(session).all().map { Check(kekID: $0.kekID, sealed: $0.sealed) }
        }
        for check in checks where keys.keyIDs.contains(check.kekID) {
            guard try await keys.unwrap(check.sealed, keyID: check.kekID, context: Self.checkContext) == Self.checkValue else {
                throw KeyCheckError.wrongKey
            }
        }
        let missing = try await dependencies.database.read(as: .worker) { session in
            try DataKeyTable(session).kekIDs().filter { !keys.keyIDs.contains($0) }
        }
        guard missing.isEmpty else { throw KeyCheckError.missingKey(ids: missing) }
        guard !checks.contains(where: { $0.kekID == keys.currentKeyID }) else { return }
        let sealed = try await keys.wrap(Self.checkValue, context: Self.checkContext)
        try await dependencies.database.transaction(as: .worker) { session in
            try KeyCheckTable(session).insert(kekID: keys.currentKeyID, sealed: sealed, at: now)
        }
    }

    private struct Check: Sendable {
        let kekID: String
        let sealed: [UInt8]
    }

    private static let checkContext = SealContext("key-check.v1")
    private static let checkValue = Array("Meeting Intelligence".utf8)
}

/// The key ring does not fit the database.
package enum KeyCheckError: Error, Equatable {
    case wrongKey
    /// People's keys are wrapped under keys that the ring lacks.
    case missingKey(ids: [String])

    package var message: String {
        switch self {
        case .wrongKey: "The encryption key does not open this database. Start with the key it was made with; nothing was changed."
        case .missingKey(let ids):
            "This database needs an encryption key that is not here (\(ids.joined(separator: ", "))). Put it back into ENCRYPTION_KEYS or the key file; nothing was changed."
        }
    }
}
