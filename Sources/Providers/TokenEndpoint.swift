package import Domain
import Foundation
import HTTPTypes

/// Where codes and refresh tokens are exchanged (RFC 6749, sections 4.1.3 and 6).
package struct TokenEndpoint: Sendable {
    package enum ClientAuthentication: Sendable {
        case inBody
        /// HTTP Basic (RFC 6749, section 2.3.1).
        case basic
    }

    package var url: String
    package var client: ClientAuthentication
    /// Whether a refresh brings a new refresh token and ends the old one.
    package var rotates: Bool
    /// Seconds for which a spent refresh token still gives the answer it gave before.
    package var grace: Double

    package init(_ url: String, client: ClientAuthentication = .inBody, rotates: Bool, grace: Double = 0) {
        self.url = url
        self.client = client
        self.rotates = rotates
        self.grace = grace
    }

    /// - Parameter verifier: the PKCE verifier of this authorization; `nil` where none was announced.
    package func exchange(code: Secret, verifier: Secret?, client: OAuthClient) -> Call<Grant> {
        var fields = [("grant_type", "authorization_code"), ("code", code.reveal()), ("redirect_uri", client.redirectURI)]
        if let verifier { fields.append(("code_verifier", verifier.reveal())) }
        return call(fields, client: client)
    }

    package func refresh(_ token: Secret, client: OAuthClient) -> Call<Grant> {
        call([("grant_type", "refresh_token"), ("refresh_token", token.reveal())], client: client)
    }

    private func call(_ fields: [(String, String)], client oauth: OAuthClient) -> Call<Grant> {
        var fields = fields
        var request = HTTPRequest.post(url)
        switch client {
        case .inBody:
            fields += [("client_id", oauth.id), ("client_secret", oauth.secret.reveal())]
        case .basic:
            let pair = FormEncoding.escape(oauth.id) + ":" + FormEncoding.escape(oauth.secret.reveal())
            request.headerFields[.authorization] = "Basic " + Data(pair.utf8).base64EncodedString()
        }
        request.headerFields[.contentType] = "application/x-www-form-urlencoded"
        request.headerFields[.accept] = "application/json"
        return Call(request, body: Array(FormEncoding.encode(fields).utf8), effect: .repeatable) { answer throws(ProviderError) in
            try TokenAnswer.grant(answer)
        }
    }
}
