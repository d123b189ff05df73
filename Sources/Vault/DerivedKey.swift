import Crypto
import Domain
import Foundation

extension KeyRing {
    /// A key for another purpose, made from a key-encryption key, that tells nothing about it (HKDF, RFC 5869).
    package struct Derived: Sendable {
        /// Names it and the key it was made from; 16 hexadecimal digits.
        package let id: String
        /// 32 bytes.
        package let bytes: [UInt8]
    }

    /// One for each key of the ring, the newest first. The same ring and purpose give the same keys, on every server.
    package func derived(for purpose: String) -> [Derived] {
        keyEncryptionKeys.map { key in
            let bytes = HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Data(purpose.utf8), outputByteCount: 32)
                .withUnsafeBytes { Array($0) }
            return Derived(id: Hex.encode(Digest.authentication(of: Array("derived-id.v1".utf8), key: bytes).prefix(8)), bytes: bytes)
        }
    }
}
