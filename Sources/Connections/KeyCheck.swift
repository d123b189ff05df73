import Domain
import Storage
import Vault

extension Connections {
    /// Finds out at start whether the keys at hand are the keys the database was sealed under, before anything is written.
    ///
    /// - Throws: ``KeyCheckError`` when they are not; `VaultError` when a key service does not answer.
    package func checkKeys() async throws {
        try await keyCare.check()
    }

    /// What renews and examines the keys of this server.
    package var keyCare: KeyCare { KeyCare(dependencies) }
}

extension KeyCare {
    /// Finds out whether the keys at hand are the keys the database was sealed under, before anything is written.
    ///
    /// - Throws: ``KeyCheckError`` when they are not; `VaultError` when a key service does not answer.
    package func check() async throws {
        let checks = try await checks()
        var withdrawn: Set<String> = []
        for check in checks where try await keys.holds(check.keyID) {
            if try await !examine(check) { withdrawn.insert(check.keyID) }
        }
        let needed = try await database.read(as: .worker) { try DataKeyTable($0).counts() }
        var missing: [String] = []
        for id in needed.keys.sorted() {
            let isHeld = try await keys.holds(id)
            if !isHeld || withdrawn.contains(id) { missing.append(id) }
        }
        guard missing.isEmpty else { throw KeyCheckError.missingKey(ids: missing) }
        try await noteCurrentKey(among: checks)
    }

    /// Stores a check value for the newest key, so that a wrong key of the same name is noticed.
    func noteCurrentKey(among checks: [WrappedKey]) async throws {
        let current = try await keys.currentKeyID()
        guard !checks.contains(where: { $0.keyID == current }) else { return }
        let sealed = try await keys.wrap(Self.checkValue, context: Self.checkContext)
        let now = time.now
        try await database.transaction(as: .worker) { session in
            try KeyCheckTable(session).insert(kekID: sealed.keyID, sealed: sealed.bytes, at: now)
        }
    }

    func checks() async throws -> [WrappedKey] {
        try await database.read(as: .worker) { session in
            try KeyCheckTable(session).all().map { WrappedKey(keyID: $0.kekID, bytes: $0.sealed) }
        }
    }

    /// - Returns: `false` for a version of a key that its service no longer unwraps with.
    private func examine(_ check: WrappedKey) async throws -> Bool {
        do {
            guard try await keys.unwrap(check, context: Self.checkContext) == Self.checkValue else { throw KeyCheckError.wrongKey }
            return true
        } catch VaultError.tampered {
            throw KeyCheckError.wrongKey
        } catch VaultError.unknownKey {
            return false
        }
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
            """
            This database needs an encryption key that is not here (\(ids.joined(separator: ", "))). Put it back into ENCRYPTION_KEYS or \
            the key file; nothing was changed. If it is gone for good: meeting-intelligence keys lost --help
            """
        }
    }
}
