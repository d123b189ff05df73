/// `grant_type=refresh_token`. The refresh token stays; the answer has none.
struct GoogleRefresh: Sendable {
    let surroundings: Surroundings

    func tokens(for form: Form, _ client: SandboxClient, in state: inout GoogleState) throws(OAuthError) -> GoogleTokenAnswer {
        guard let text = form["refresh_token"] else { throw .invalidRequest("Required parameter is missing: refresh_token") }
        let now = Moment(surroundings.now())
        guard let token = state.oauth.refreshTokens[text], let grant = state.oauth.grants[token.grantID], grant.clientID == client.id,
            !grant.hasEnded, token.isUsable(at: now)
        else { throw .invalidGrant("Token has been expired or revoked.") }
        let scopes = try narrowed(token.scopes, to: form["scope"])
        state.oauth.refreshTokens[text]?.lastUsedAt = now
        return GoogleTokenIssue(surroundings: surroundings).answer(grant: grant.id, scopes, refresh: nil, nonce: nil, in: &state)
    }

    /// RFC 6749 section 6: never more than was granted.
    private func narrowed(_ scopes: [GoogleScope], to text: String?) throws(OAuthError) -> [GoogleScope] {
        guard let text else { return scopes }
        let names = text.split(separator: " ").map(String.init)
        let asked = names.compactMap(GoogleScope.init(asked:))
        guard asked.count == names.count, asked.allSatisfy(scopes.contains) else {
            throw OAuthError(error: "invalid_scope", description: "Some requested scopes were invalid.")
        }
        return scopes.filter(asked.contains)
    }
}
