import Crypto
import CryptoExtras
package import Domain
package import Foundation

/// Values as an older system made them (github.com/fernet/spec).
package enum FernetSample {
    /// A key, and the secret it is written as.
    package static let key = Secret(Base64URL.encode((0..<32).map { UInt8($0 + 40) }) + "=")

    package static func seal(_ text: String, at time: Date) throws -> String {
        let key = (0..<32).map { UInt8($0 + 40) }
        let iv = (1...16).map { UInt8($0) }
        let ciphertext = try AES._CBC.encrypt(Data(text.utf8), using: SymmetricKey(data: key[16...]), iv: AES._CBC.IV(ivBytes: iv))
        let stamp = withUnsafeBytes(of: UInt64(time.timeIntervalSince1970).bigEndian, Array.init)
        let body = [0x80] + stamp + iv + ciphertext
        let mac = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: key[..<16]))
        return Data(body + Array(mac)).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
    }
}
