package import Domain
import Foundation
package import HTTPTypes

/// Where codes and refresh tokens are exchanged (RFC 6749, sections 4.1.3 and 6).
package struct TokenEndpoint: Sendable {
    package enum ClientAuthentication: Sendable {
        case inBody
        /// HTTP Basic (RFC 6749, section 2.3.1).
        case basic
    }

    package enum BodyFormat: Sendable { case form, json }

    package var url: String
    package var client: ClientAuthentication
    package var format: BodyFormat
    /// Sent besides the usual ones.
    package var headers: HTTPFields
    /// Whether a refresh brings a new refresh token and ends the old one.
    package var rotates: Bool
    /// Seconds for which a spent refresh token still gives the answer it gave before.
    package var grace: Double
    package var read: @Sendable (Answer, TokenQuestion) throws(ProviderError) -> Grant
    /// Finds the tokens in an answer to a code that ``read`` makes nothing of; `nil` where there are none.
    package var strays: @Sendable (Answer) -> Strays?

    package init(
        _ url: String, client: ClientAuthentication = .inBody, format: BodyFormat = .form, headers: HTTPFields = [:], rotates: Bool,
        grace: Double = 0,
        read: @escaping @Sendable (Answer, TokenQuestion) throws(ProviderError) -> Grant = { answer, _ throws(ProviderError) in
            try TokenAnswer.grant(answer)
        },
        strays: @escaping @Sendable (Answer) -> Strays? = { _ in nil }
    ) {
        self.url = url
        self.client = client
        self.format = format
        self.headers = headers
        self.rotates = rotates
        self.grace = grace
        self.read = read
        self.strays = strays
    }

    /// - Parameter verifier: the PKCE verifier of this authorization; `nil` where none was announced.
    package func exchange(code: Secret, verifier: Secret?, client: OAuthClient) -> Call<Grant> {
        var fields = [("grant_type", "authorization_code"), ("code", code.reveal()), ("redirect_uri", client.redirectURI)]
        if let verifier { fields.append(("code_verifier", verifier.reveal())) }
        return call(fields, client: client, question: .code)
    }

    /// The same for whoever can revoke what comes without making a grant.
    package func redeem(code: Secret, verifier: Secret?, client: OAuthClient) -> Call<Redemption> {
        let (call, strays) = (exchange(code: code, verifier: verifier, client: client), strays)
        return Call(call.request, body: call.body, effect: call.effect) { answer throws(ProviderError) in
            do throws(ProviderError) {
                return .grant(try call.read(answer))
            } catch {
                guard let found = strays(answer) else { throw error }
                return .strays(found)
            }
        }
    }

    /// - Parameter companion: the chain the token belongs to; `nil` for the person's own.
    package func refresh(_ token: Secret, companion: String? = nil, client: OAuthClient) -> Call<Grant> {
        call(
            [("grant_type", "refresh_token"), ("refresh_token", token.reveal())], client: client, question: .refresh(companion: companion))
    }

    private func call(_ fields: [(String, String)], client oauth: OAuthClient, question: TokenQuestion) -> Call<Grant> {
        var fields = fields
        var request = HTTPRequest.to(url)
        request.headerFields = headers
        switch client {
        case .inBody: fields += [("client_id", oauth.id), ("client_secret", oauth.secret.reveal())]
        case .basic: request.headerFields[.authorization] = oauth.basic
        }
        request.headerFields[.accept] = "application/json"
        let body: [UInt8]
        switch format {
        case .form:
            request.headerFields[.contentType] = "application/x-www-form-urlencoded"
            body = Array(FormEncoding.encode(fields).utf8)
        case .json:
            request.headerFields[.contentType] = "application/json"
            body = JSONBody.encode(Dictionary(uniqueKeysWithValues: fields))
        }
        let read = read
        return Call(request, body: body, effect: .repeatable) { answer throws(ProviderError) in try read(answer, question) }
    }
}
