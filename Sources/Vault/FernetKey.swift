import Crypto
import CryptoExtras
package import Domain
package import Foundation

/// Opens what an older system sealed with Fernet. Nothing is sealed that way here: a Fernet value is bound to no place.
///
/// A value is base64url of `0x80 ‖ seconds since 1970 (8 bytes) ‖ IV (16) ‖ AES-128-CBC ciphertext ‖ HMAC-SHA256 (32)`, as the Fernet
/// specification has it (github.com/fernet/spec).
package struct FernetKey: Sendable {
    private let signing: SymmetricKey
    private let encryption: SymmetricKey

    private static let version: UInt8 = 0x80
    private static let headerLength = 25
    private static let macLength = 32
    /// Seconds by which the clock that sealed may have been ahead of ours.
    private static let clockSkew: Double = 60

    /// - Parameter key: 32 bytes in base64url: 16 for signing, then 16 for encryption.
    /// - Throws: ``VaultError/malformedKey``.
    package init(_ key: Secret) throws {
        guard let bytes = Base64URL.decode(key.reveal()), bytes.count == 32 else { throw VaultError.malformedKey }
        signing = SymmetricKey(data: bytes[..<16])
        encryption = SymmetricKey(data: bytes[16...])
    }

    /// Whether those bytes look like a Fernet value: base64url of 0x80 and a time before the year 2242 begins so.
    package static func isValue(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: Array("gAAAA".utf8))
    }

    /// - Parameter lifetime: seconds after which a value is too old; `nil` opens it whatever its age, as for something stored.
    /// - Throws: ``VaultError/tampered`` for a value that was changed, is too old or from the future, or belongs to another key.
    package func open(_ value: String, at now: Date, lifetime: Double? = nil) throws -> [UInt8] {
        guard let bytes = Base64URL.decode(value), bytes.count >= Self.headerLength + 16 + Self.macLength, bytes[0] == Self.version else {
            throw VaultError.tampered
        }
        let signed = bytes.dropLast(Self.macLength)
        // Compares in constant time.
        guard HMAC<SHA256>.isValidAuthenticationCode(bytes.suffix(Self.macLength), authenticating: Data(signed), using: signing) else {
            throw VaultError.tampered
        }
        let sealedAt = Double(bytes[1..<9].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        let age = now.timeIntervalSince1970 - sealedAt
        guard age >= -Self.clockSkew, lifetime.map({ age <= $0 }) ?? true else { throw VaultError.tampered }
        do {
            let iv = try AES._CBC.IV(ivBytes: Array(bytes[9..<Self.headerLength]))
            return [UInt8](try AES._CBC.decrypt(signed[Self.headerLength...], using: encryption, iv: iv))
        } catch {
            throw VaultError.tampered
        }
    }
}
