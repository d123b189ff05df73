import Crypto
package import Domain

/// The key of one person or organisation, which seals their fields.
///
/// A sealed field is `1 ‖ key id (16 bytes) ‖ nonce (12) ‖ ciphertext ‖ tag (16)`.
package struct DataKey: Sendable {
    /// A lower-case UUID.
    package let id: String
    private let key: SymmetricKey
    private let idBytes: [UInt8]

    private static let version: UInt8 = 1
    private static let headerLength = 17

    /// - Throws: ``VaultError/malformedKey`` unless `key` is 32 bytes and `id` a UUID.
    package init(id: String, key: [UInt8]) throws {
        guard key.count == 32, let idBytes = Self.bytes(ofUUID: id) else { throw VaultError.malformedKey }
        self.id = id
        self.key = SymmetricKey(data: key)
        self.idBytes = idBytes
    }

    package func seal(_ secret: Secret, in context: SealContext, random: RandomSource) throws -> [UInt8] {
        let box = try SealedBox.seal(
            Array(secret.reveal().utf8), key: key, authenticating: context.bytes(with: id), nonce: random.bytes(SealedBox.nonceLength)
        )
        return [Self.version] + idBytes + box
    }

    /// - Throws: ``VaultError/unknownKey(id:)`` when another data key sealed it, ``VaultError/tampered`` when it was changed or moved.
    package func open(_ sealed: [UInt8], in context: SealContext) throws -> Secret {
        guard sealed.count > Self.headerLength, sealed[0] == Self.version else { throw VaultError.tampered }
        guard Array(sealed[1..<Self.headerLength]) == idBytes else {
            throw VaultError.unknownKey(id: Hex.encode(sealed[1..<Self.headerLength]))
        }
        let plain = try SealedBox.open(sealed[Self.headerLength...], key: key, authenticating: context.bytes(with: id))
        guard let text = String(validating: plain, as: UTF8.self) else { throw VaultError.tampered }
        return Secret(text)
    }

    /// The data key that sealed those bytes, as a lower-case UUID; `nil` for what is not sealed in this way.
    package static func id(of sealed: [UInt8]) -> String? {
        guard sealed.count > headerLength, sealed[0] == version else { return nil }
        let digits = Array(Hex.encode(sealed[1..<headerLength]))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    private static func bytes(ofUUID text: String) -> [UInt8]? {
        let digits = Array(text.utf8.filter { $0 != UInt8(ascii: "-") })
        guard digits.count == 32 else { return nil }
        let pairs = stride(from: 0, to: 32, by: 2).map { UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) }
        let bytes = pairs.compactMap(\.self)
        return bytes.count == 16 ? bytes : nil
    }
}
