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

    package var currentKeyID: String { keys[0].id }
    package var keyIDs: [String] { keys.map(\.id) }
    var keyEncryptionKeys: [SymmetricKey] { keys.map(\.key) }

    package func wrap(_ key: [UInt8], context: SealContext) async throws -> [UInt8] {
        try SealedBox.seal(
            key, key: keys[0].key, authenticating: context.bytes(with: keys[0].id), nonce: random.bytes(SealedBox.nonceLength)
        )
    }

    package func unwrap(_ wrapped: [UInt8], keyID: String, context: SealContext) async throws -> [UInt8] {
        guard let entry = keys.first(where: { $0.id == keyID }) else { throw VaultError.unknownKey(id: keyID) }
        return try SealedBox.open(wrapped[...], key: entry.key, authenticating: context.bytes(with: keyID))
    }

    /// A name that tells keys apart without telling anything about them: 64 bits of a hash made for this purpose alone.
    private static func identifier(of key: [UInt8]) -> String {
        Hex.encode(HMAC<SHA256>.authenticationCode(for: Array("kek-id.v1".utf8), using: SymmetricKey(data: key)).prefix(8))
    }
}
