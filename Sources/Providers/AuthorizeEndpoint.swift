package import Domain
import Foundation

/// Where a person gives their consent (RFC 6749, section 4.1.1; RFC 7636, section 4.3).
package struct AuthorizeEndpoint: Sendable {
    package enum PKCE: Sendable {
        case s256
        /// Where sending a challenge would make the application a public client.
        case off
    }

    package var url: String
    package var scopes: [String]
    /// Between scopes: a space by the RFC, a comma at some.
    package var separator: String
    package var pkce: PKCE
    package var extra: [String: String]
    /// What an `iss` in the callback has to be, where there is one (RFC 9207); `nil` refuses any.
    package var issuer: String?
    /// Whether the provider announces that it always sends `iss`, so that its absence is a fault.
    package var announcesIssuer: Bool

    package init(
        _ url: String, scopes: [String], separator: String = " ", pkce: PKCE = .s256, extra: [String: String] = [:], issuer: String? = nil,
        announcesIssuer: Bool = false
    ) {
        self.url = url
        self.scopes = scopes
        self.separator = separator
        self.pkce = pkce
        self.extra = extra
        self.issuer = issuer
        self.announcesIssuer = announcesIssuer
    }

    /// The address to send the browser to.
    ///
    /// - Parameter challenge: base64url of the SHA-256 of the verifier; left out where ``pkce`` is off.
    package func address(client: OAuthClient, state: Secret, challenge: String?) -> String {
        var parameters = [
            ("client_id", client.id), ("redirect_uri", client.redirectURI), ("response_type", "code"),
            ("scope", scopes.joined(separator: separator)), ("state", state.reveal()),
        ]
        if pkce == .s256, let challenge {
            parameters += [("code_challenge", challenge), ("code_challenge_method", "S256")]
        }
        parameters += extra.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return url + "?" + FormEncoding.encode(parameters)
    }
}
