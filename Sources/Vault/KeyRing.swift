import Crypto
package import Domain

/// Key-encryption keys held by this server: the first seals, any opens.
package struct KeyRing: KeyWrapper {
    private let keys: [Entry]
    private let random: RandomSource

    private struct Entry: Sendable {
        let id: String
        let key: SymmetricKey
    }

    /// - Parameter keys: 32 bytes each in base64 or base64url, newest first.
    /// - Throws: ``VaultError/malformedKey`` for anything else, or no key at all.
    package init(keys: [Secret], random: RandomSource) throws {
        self.keys = try keys.map { secret in
            guard let bytes = Base64URL.decode(secret.reveal()), bytes.count == 32 else { throw VaultError.malformedKey }
            return Entry(id: Self.identifier(of: bytes), key: SymmetricKey(data: bytes))
        }
        guard !self.keys.isEmpty else { throw VaultError.malformedKey }
        self.random = random
    }

    package func currentKeyID() -> String { keys[0].id }
    package func keyIDs() -> [String] { keys.map(\.id) }
    package func holds(_ keyID: String) -> Bool { keys.contains { $0.id == keyID } }
    var keyEncryptionKeys: [SymmetricKey] { keys.map(\.key) }

    package func wrap(_ key: [UInt8], context: SealContext) throws -> WrappedKey {
        let newest = keys[0]
        let bytes = try SealedBox.seal(
            key, key: newest.key, authenticating: context.bytes(with: newest.id), nonce: random.bytes(SealedBox.nonceLength)
        )
        return WrappedKey(keyID: newest.id, bytes: bytes)
    }

    package func unwrap(_ wrapped: WrappedKey, context: SealContext) throws -> [UInt8] {
        guard let entry = keys.first(where: { $0.id == wrapped.keyID }) else { throw VaultError.unknownKey(id: wrapped.keyID) }
        return try SealedBox.open(wrapped.bytes[...], key: entry.key, authenticating: context.bytes(with: entry.id))
    }

    /// A name that tells keys apart without telling anything about them: 64 bits of a hash made for this purpose alone.
    static func identifier(of key: [UInt8]) -> String {
        Hex.encode(HMAC<SHA256>.authenticationCode(for: Array("kek-id.v1".utf8), using: SymmetricKey(data: key)).prefix(8))
    }
}
