/// Key-encryption keys that never leave HashiCorp Vault: its Transit secrets engine wraps and unwraps
/// (developer.hashicorp.com/vault/api-docs/secret/transit).
///
/// The key has to be of a kind that takes associated data, such as `aes256-gcm96`, the standard one; a derived one will do. A version of
/// the key counts as a key of its own, so that re-wrapping follows a rotation in Vault.
package struct TransitKeys: KeyWrapper {
    /// Sends a JSON body to `/v1/PATH` by `POST`, with the token, and within a deadline.
    ///
    /// - Throws: ``VaultError/unavailable(reason:)`` when no answer came.
    package typealias Exchange = @Sendable (_ path: String, _ body: [UInt8]) async throws(VaultError) -> (status: Int, body: [UInt8])

    private let mount: String
    private let name: String
    private let exchange: Exchange

    /// - Parameter path: mount and key, such as `transit/meeting-intelligence`.
    /// - Returns: `nil` for anything else.
    package init?(path: String, exchange: @escaping Exchange) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && part != ".." && part.utf8.allSatisfy { Self.plain.contains($0) }
        }
        guard parts.count >= 2, isPlain else { return nil }
        mount = parts.dropLast().joined(separator: "/")
        name = parts[parts.count - 1]
        self.exchange = exchange
    }

    package func currentKeyID() async throws -> String {
        try await wrap(RemoteKeys.probe, context: RemoteKeys.probeContext).keyID
    }

    package func keyIDs() async throws -> [String] { [try await currentKeyID()] }

    package func holds(_ keyID: String) -> Bool { keyID.hasPrefix(prefix) }

    package func wrap(_ key: [UInt8], context: SealContext) async throws -> WrappedKey {
        let place = RemoteKeys.place(context)
        let body = Encrypt(
            plaintext: RemoteKeys.text(BoundKey.encode(key, place: place)), associatedData: RemoteKeys.text(place),
            context: RemoteKeys.text(place)
        )
        let answer: Answer<Ciphertext> = try await ask("encrypt", body)
        // `vault:v3:…`
        let parts = answer.data.ciphertext.split(separator: ":", maxSplits: 2)
        guard parts.count == 3, parts[0] == "vault", parts[1].first == "v", let version = Int(parts[1].dropFirst()) else {
            throw RemoteKeys.unreadable(Self.service)
        }
        return WrappedKey(keyID: "\(prefix)\(version)", bytes: Array(answer.data.ciphertext.utf8))
    }

    package func unwrap(_ wrapped: WrappedKey, context: SealContext) async throws -> [UInt8] {
        guard holds(wrapped.keyID) else { throw VaultError.unknownKey(id: wrapped.keyID) }
        guard let ciphertext = String(validating: wrapped.bytes, as: UTF8.self) else { throw VaultError.tampered }
        let place = RemoteKeys.place(context)
        let body = Decrypt(ciphertext: ciphertext, associatedData: RemoteKeys.text(place), context: RemoteKeys.text(place))
        let answer: Answer<Plaintext>
        do {
            answer = try await ask("decrypt", body)
        } catch .unknownKey {
            throw VaultError.unknownKey(id: wrapped.keyID)
        }
        return try RemoteKeys.key(answer.data.plaintext, place: place, from: Self.service)
    }

    private func ask<Body: Decodable>(_ action: String, _ body: some Encodable) async throws(VaultError) -> Body {
        let (status, bytes) = try await exchange("\(mount)/\(action)/\(name)", try RemoteKeys.encode(body))
        guard status == 200 else { throw refusal(status, bytes) }
        return try RemoteKeys.decode(bytes, from: Self.service)
    }

    /// Only what Vault says plainly about the value is taken as a fault of the value: anything else may be well again in a minute.
    private func refusal(_ status: Int, _ bytes: [UInt8]) -> VaultError {
        switch status {
        case 400:
            let said = ((try? RemoteKeys.decode(bytes, from: Self.service, as: Refusal.self))?.errors ?? []).joined(separator: " ")
            if said.contains("too old") || said.contains("too new") || said.contains("key not found") { return .unknownKey(id: prefix) }
            let isFault = said.contains("message authentication failed") || said.contains("invalid ciphertext")
            return isFault ? .tampered : .unavailable(reason: "Vault refused the request for the key \(mount)/\(name)")
        case 403: return .unavailable(reason: "Vault does not accept the token in VAULT_TOKEN for the key \(mount)/\(name)")
        case 404: return .unavailable(reason: "Vault has nothing at \(mount)")
        case 503: return .unavailable(reason: "Vault is sealed or in maintenance")
        default: return .unavailable(reason: "Vault answered with HTTP \(status)")
        }
    }

    private var prefix: String { "vault:\(mount)/\(name):v" }

    private static let service = "Vault"
    private static let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.".utf8)

    private struct Encrypt: Encodable {
        let plaintext: String
        let associatedData: String
        let context: String
    }

    private struct Decrypt: Encodable {
        let ciphertext: String
        let associatedData: String
        let context: String
    }

    private struct Answer<Content: Decodable & Sendable>: Decodable, Sendable {
        let data: Content
    }

    private struct Ciphertext: Decodable { let ciphertext: String }
    private struct Plaintext: Decodable { let plaintext: String }
    private struct Refusal: Decodable { let errors: [String] }
}
