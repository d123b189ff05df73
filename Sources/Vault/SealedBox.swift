import Crypto
import Domain
import Foundation

/// AES-256-GCM with the nonce in front: nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes).
enum SealedBox {
    static func seal(_ plain: [UInt8], key: SymmetricKey, authenticating data: [UInt8], nonce: [UInt8]) throws -> [UInt8] {
        let box = try AES.GCM.seal(plain, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: data)
        return nonce + box.ciphertext + box.tag
    }

    static func open(_ sealed: ArraySlice<UInt8>, key: SymmetricKey, authenticating data: [UInt8]) throws -> [UInt8] {
        do {
            return try [UInt8](AES.GCM.open(AES.GCM.SealedBox(combined: Data(sealed)), using: key, authenticating: data))
        } catch {
            throw VaultError.tampered
        }
    }

    static let nonceLength = 12
}
