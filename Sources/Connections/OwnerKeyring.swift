import Domain
import Storage
import Vault

/// Makes, wraps and unwraps the data keys of whoever owns them.
struct OwnerKeyring: Sendable {
    let keys: any KeyWrapper
    let fernet: [FernetKey]
    let time: TimeSource

    /// A new data key, wrapped and not yet stored.
    func make(for owner: KeyOwner, random: RandomSource) async throws -> DataKeyTable.Wrapped {
        let id = random.uuid()
        let wrapped = try await keys.wrap(random.bytes(32), context: Self.context(owner, id))
        return DataKeyTable.Wrapped(id: id, owner: owner, kekID: wrapped.keyID, bytes: wrapped.bytes, createdAt: time.now)
    }

    /// - Parameter stored: the one that seals first.
    /// - Throws: ``VaultError`` when that one does not unwrap. One that was replaced and does not unwrap is left out.
    func unwrap(_ stored: [DataKeyTable.Wrapped]) async throws -> OwnerKeys {
        var current: DataKey?
        var retired: [DataKey] = []
        for wrapped in stored {
            if wrapped.retiredAt == nil {
                current = try await unwrap(wrapped)
            } else if let key = try await unwrapIfHeld(wrapped) {
                retired.append(key)
            }
        }
        return OwnerKeys(current: current, retired: retired, fernet: fernet, time: time)
    }

    func unwrap(_ wrapped: DataKeyTable.Wrapped) async throws -> DataKey {
        try DataKey(id: wrapped.id, key: try await bytes(wrapped))
    }

    /// `nil` for a key that can never be unwrapped with what is at hand.
    ///
    /// - Throws: ``VaultError/unavailable(reason:)`` and the like, where waiting may help.
    func unwrapIfHeld(_ wrapped: DataKeyTable.Wrapped) async throws -> DataKey? {
        do {
            return try await unwrap(wrapped)
        } catch VaultError.unknownKey, VaultError.tampered, VaultError.malformedKey {
            return nil
        }
    }

    /// The same key under the newest key-encryption key.
    func rewrap(_ wrapped: DataKeyTable.Wrapped) async throws -> WrappedKey {
        try await keys.wrap(try await bytes(wrapped), context: Self.context(wrapped.owner, wrapped.id))
    }

    private func bytes(_ wrapped: DataKeyTable.Wrapped) async throws -> [UInt8] {
        try await keys.unwrap(
            WrappedKey(keyID: wrapped.kekID, bytes: wrapped.bytes), context: Self.context(wrapped.owner, wrapped.id)
        )
    }

    private static func context(_ owner: KeyOwner, _ id: String) -> SealContext {
        switch owner {
        case .person(let person): SealContext("data-key.v1", "person", person.rawValue, id)
        case .organisation(let organisation): SealContext("data-key.v1", "organisation", organisation, id)
        case .installation: SealContext("data-key.v1", "installation", id)
        }
    }
}
