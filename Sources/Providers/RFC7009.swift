package import Domain
import HTTPTypes

/// Token revocation (RFC 7009).
package enum RFC7009 {
    /// - Parameter gone: statuses by which this provider says that the token was not valid any more.
    package static func revoke(_ url: String, gone: Set<Int>) -> @Sendable (OAuthClient, Secret) -> Call<RevocationState> {
        { client, token in
            var request = HTTPRequest.post(url)
            request.headerFields[.contentType] = "application/x-www-form-urlencoded"
            request.headerFields[.accept] = "application/json"
            let fields = [("token", token.reveal()), ("client_id", client.id), ("client_secret", client.secret.reveal())]
            return Call(request, body: Array(FormEncoding.encode(fields).utf8), effect: .repeatable) { answer throws(ProviderError) in
                switch answer.status {
                case 200, 204: return .revoked
                case let status where gone.contains(status): return .alreadyInvalid
                case 401: throw .clientRefused(code: "invalid_client")
                default: throw .later(after: answer.retryAfter, reason: "The provider did not confirm (HTTP \(answer.status)).")
                }
            }
        }
    }
}
