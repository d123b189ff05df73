package import Domain
import HTTPTypes

/// How a provider is told that a grant is over.
package struct RevokeEndpoint: Sendable {
    package var call: @Sendable (OAuthClient, _ token: Secret) -> Call<RevocationState>
    /// Which tokens have to be named, one call each.
    package var tokens: @Sendable (Grant) -> [Secret]
    /// Whether one call ends every grant of that account and application, those of other people here included.
    package var sharesGrant: Bool

    /// - Parameter tokens: unless said otherwise the refresh token where there is one, because revoking it ends the access tokens too
    ///   (RFC 7009, section 2.1).
    package init(
        sharesGrant: Bool = false, tokens: @escaping @Sendable (Grant) -> [Secret] = { [$0.refreshToken ?? $0.accessToken] },
        call: @escaping @Sendable (OAuthClient, _ token: Secret) -> Call<RevocationState>
    ) {
        self.sharesGrant = sharesGrant
        self.tokens = tokens
        self.call = call
    }

    /// Token revocation by RFC 7009.
    ///
    /// - Parameter gone: statuses by which this provider says that the token was not valid any more.
    static func rfc7009(_ url: String, gone: Set<Int>, sharesGrant: Bool = false) -> RevokeEndpoint {
        RevokeEndpoint(sharesGrant: sharesGrant) { client, token in
            var request = HTTPRequest.to(url)
            request.headerFields[.contentType] = "application/x-www-form-urlencoded"
            request.headerFields[.accept] = "application/json"
            let fields = [("token", token.reveal()), ("client_id", client.id), ("client_secret", client.secret.reveal())]
            return Call(request, body: Array(FormEncoding.encode(fields).utf8), effect: .repeatable) { answer throws(ProviderError) in
                try state(answer, gone: gone)
            }
        }
    }

    /// The usual statuses: 200 and 204 for done, 401 for an application that is not known.
    static func state(_ answer: Answer, gone: Set<Int>) throws(ProviderError) -> RevocationState {
        switch answer.status {
        case 200, 204: return .revoked
        case let status where gone.contains(status): return .alreadyInvalid
        case 401: throw .clientRefused(code: "invalid_client")
        default: throw .later(after: answer.retryAfter, reason: "The provider did not confirm (HTTP \(answer.status)).")
        }
    }
}
