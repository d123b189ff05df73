import Crypto
import Foundation

/// SHA-256, for what is only ever compared: session cookies, states, API tokens, the bytes of an upload.
package enum Digest {
    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: Data(bytes)))
    }

    /// HMAC with SHA-256 (RFC 2104): 32 bytes that only a holder of the key can make.
    package static func authentication(of bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Data(bytes), using: SymmetricKey(data: key)))
    }

    /// Whether `code` is the HMAC-SHA256 of `message` (RFC 2104), found out in a time that does not depend on where they differ.
    package static func isHMAC(_ code: [UInt8], of message: [UInt8], key: Secret) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            Data(code), authenticating: Data(message), using: SymmetricKey(data: Data(key.reveal().utf8)))
    }
}

extension Secret {
    /// What is stored of a secret that is only compared: 32 bytes. Safe for secrets of 256 random bits, not for passwords.
    package var fingerprint: [UInt8] {
        Digest.sha256(Array(reveal().utf8))
    }
}
