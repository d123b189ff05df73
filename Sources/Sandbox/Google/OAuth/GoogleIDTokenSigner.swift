import Crypto
import Foundation

/// ID tokens of OpenID Connect. Google signs with RS256; these are signed with ES256, and the discovery document says so.
struct GoogleIDTokenSigner: Sendable {
    let surroundings: Surroundings
    static let issuer = "https://accounts.google.com"
    private static let keyID = "sandbox"

    func token(
        for account: GoogleAccount, client: String, _ scopes: [GoogleScope], access: String, nonce: String?, in state: inout GoogleState
    ) -> String? {
        guard let key = key(in: &state) else { return nil }
        let now = Moment(surroundings.now()).milliseconds / 1000
        var claims: [String: JSON] = [
            "iss": .string(Self.issuer), "aud": .string(client), "azp": .string(client), "sub": .string(account.id),
            "hd": .string(account.domain), "iat": .int(now), "exp": .int(now + 3_600),
            "at_hash": .string(Base64URL.encoded(SHA256.hash(data: Data(access.utf8)).prefix(16))),
        ]
        claims["nonce"] = nonce.map(JSON.string)
        if scopes.contains(.email) { claims.merge(["email": .string(account.email), "email_verified": true]) { $1 } }
        if scopes.contains(.profile) { claims["name"] = .string(account.name) }
        let header: JSON = ["alg": "ES256", "kid": .string(Self.keyID), "typ": "JWT"]
        let signed = [header, .object(claims)].map { Base64URL.encoded($0.text.utf8) }.joined(separator: ".")
        guard let signature = try? key.signature(for: Data(signed.utf8)) else { return nil }
        return state.oauth.note(secret: "\(signed).\(Base64URL.encoded(signature.rawRepresentation))")
    }

    /// `GET www.googleapis.com/oauth2/v3/certs`.
    func certificates(in state: inout GoogleState) -> JSON {
        guard let point = key(in: &state)?.publicKey.rawRepresentation else { return ["keys": []] }
        return [
            "keys": [
                [
                    "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": .string(Self.keyID),
                    "x": .string(Base64URL.encoded(point.prefix(32))), "y": .string(Base64URL.encoded(point.suffix(32))),
                ]
            ]
        ]
    }

    /// Made at the first use, and kept with the state. Nothing only if chance were to hit a number that is no key (below 2^-32).
    private func key(in state: inout GoogleState) -> P256.Signing.PrivateKey? {
        if let text = state.oauth.signingKey, let bytes = Base64URL.decoded(text) {
            return try? P256.Signing.PrivateKey(rawRepresentation: bytes)
        }
        let bytes = surroundings.random(32)
        state.oauth.signingKey = Base64URL.encoded(bytes)
        return try? P256.Signing.PrivateKey(rawRepresentation: bytes)
    }
}
