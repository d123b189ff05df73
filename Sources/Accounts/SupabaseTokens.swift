package import Domain
import Foundation
import JWTKit
import Synchronization

/// Access tokens of Supabase Auth: who holds one is the person of its `sub`.
///
/// Signed with the project's shared secret (HS256) or with one of its published keys (ES256, RS256; RFC 7517). The algorithm decides which
/// of the two is asked, and nothing else is taken, so a public key cannot be passed off as a secret.
///
/// <https://supabase.com/docs/guides/auth/jwts>
package final class SupabaseTokens: Sendable {
    /// Gives the key set as JSON.
    package typealias Fetch = @Sendable () async throws -> String

    private let secret: Secret?
    private let issuer: String?
    private let fetch: Fetch?
    private let time: TimeSource
    private let cache = Mutex<KeySet?>(nil)

    private struct KeySet: Sendable {
        let keys: JWTKeyCollection
        let names: Set<String>
        let fetchedAt: Date
    }

    /// Seconds a key set is used for, and seconds after which one that lacks a key is fetched again.
    private static let lifetime: Double = 600
    private static let patience: Double = 60
    private static let longest = 8192
    /// Bytes a shared secret has at least (RFC 7518, section 3.2).
    package static let shortestSecret = 32

    /// - Parameters:
    ///   - secret: for HS256; `nil` where the project signs with keys only.
    ///   - issuer: what `iss` has to be; `nil` takes any.
    ///   - fetch: `nil` where no key set is published.
    package init(secret: Secret?, issuer: String?, time: TimeSource, fetch: Fetch?) {
        self.secret = secret
        self.issuer = issuer
        self.time = time
        self.fetch = fetch
    }

    /// Whom a token speaks for.
    struct Bearer: Sendable, Equatable {
        let id: Person.ID
        let email: String
        let name: String
    }

    /// - Returns: `nil` for anything that is not a good token of a signed-in user.
    /// - Throws: ``AccountError/identityUnavailable`` when the keys cannot be had.
    func bearer(of token: Secret) async throws(AccountError) -> Bearer? {
        let text = token.reveal()
        guard text.utf8.count <= Self.longest, let header = Self.header(of: text) else { return nil }
        let keys: JWTKeyCollection?
        switch header.alg {
        case "HS256": keys = await secretKeys()
        case "ES256", "RS256": keys = try await publishedKeys(with: header.kid)
        default: keys = nil
        }
        guard let keys, let claims = try? await keys.verify(text, as: SupabaseClaims.self) else { return nil }
        return claims.bearer(issuer: issuer, at: time.now)
    }

    private struct Header: Decodable {
        var alg: String
        var kid: String?
    }

    private static func header(of token: String) -> Header? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64URL.decode(String(parts[0])) else { return nil }
        return try? JSONDecoder().decode(Header.self, from: Data(bytes))
    }

    private func secretKeys() async -> JWTKeyCollection? {
        guard let secret, secret.reveal().utf8.count >= Self.shortestSecret else { return nil }
        return await JWTKeyCollection().add(hmac: HMACKey(stringLiteral: secret.reveal()), digestAlgorithm: .sha256)
    }

    private func publishedKeys(with name: String?) async throws(AccountError) -> JWTKeyCollection? {
        guard let name, let fetch else { return nil }
        let now = time.now
        if let cached = cache.withLock(\.self) {
            let age = now.timeIntervalSince(cached.fetchedAt)
            if cached.names.contains(name), age < Self.lifetime { return cached.keys }
            // A made-up key name must not send us asking again and again.
            if !cached.names.contains(name), age < Self.patience { return nil }
        }
        let fresh: KeySet
        do {
            fresh = try await Self.keySet(try await fetch(), at: now)
        } catch {
            throw .identityUnavailable
        }
        cache.withLock { $0 = fresh }
        return fresh.names.contains(name) ? fresh.keys : nil
    }

    private static func keySet(_ json: String, at now: Date) async throws -> KeySet {
        let all = try JSONDecoder().decode(JWKS.self, from: Data(json.utf8)).keys
        let keys = JWTKeyCollection()
        var names: Set<String> = []
        for key in all {
            guard let name = key.keyIdentifier?.string, key.keyType == .rsa || key.keyType == .ecdsa else { continue }
            try await keys.add(jwk: key)
            names.insert(name)
        }
        return KeySet(keys: keys, names: names, fetchedAt: now)
    }
}
