import Crypto
import Foundation

/// SHA-256, for what is only ever compared: session cookies, states, API tokens, the bytes of an upload.
package enum Digest {
    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: Data(bytes)))
    }
}

extension Secret {
    /// What is stored of a secret that is only compared: 32 bytes. Safe for secrets of 256 random bits, not for passwords.
    package var fingerprint: [UInt8] {
        Digest.sha256(Array(reveal().utf8))
    }
}
