/// `grant_type=refresh_token`, with rotation.
struct LinearRefresh: Sendable {
    let surroundings: Surroundings

    func tokens(for form: Form, _ check: ClientCheck, in state: inout LinearState) throws(OAuthError) -> LinearTokenAnswer {
        guard let text = form["refresh_token"] else { throw .invalidRequest("refresh_token is missing") }
        guard let token = state.oauth.refreshTokens[text], let grant = state.oauth.grants[token.grantID], grant.clientID == check.client.id
        else {
            throw .invalidGrant("The refresh token is not valid")
        }
        guard check.provedSecret || grant.usesPKCE else { throw .invalidClient("client_secret is missing") }
        guard !grant.hasEnded else { throw .invalidGrant("The refresh token was revoked") }
        if let rotation = token.rotation {
            return try replay(rotation, of: text, grant, in: &state)
        }
        return rotate(text, grant, in: &state)
    }

    private func rotate(_ text: String, _ grant: LinearGrant, in state: inout LinearState) -> LinearTokenAnswer {
        let tokens = LinearTokenIssue(surroundings: surroundings)
        let access = tokens.accessToken(for: grant, in: &state)
        let refresh = tokens.refreshToken(for: grant, in: &state)
        state.oauth.refreshTokens[text]?.rotation = .init(at: Moment(surroundings.now()), refreshToken: refresh, accessToken: access)
        return tokens.answer(grant, access: access, refresh: refresh, in: state)
    }

    /// Inside the grace period the original request gets its answer again, in case the first was lost. After it, somebody holds
    /// a token they should not have, and the family ends.
    private func replay(
        _ rotation: LinearRefreshToken.Rotation, of text: String, _ grant: LinearGrant, in state: inout LinearState
    ) throws(OAuthError) -> LinearTokenAnswer {
        let now = Moment(surroundings.now())
        guard now < rotation.at.adding(seconds: state.rotationGrace(of: grant.userID)) else {
            state.oauth.end(grant: grant.id)
            throw .invalidGrant("The refresh token was already used")
        }
        let tokens = LinearTokenIssue(surroundings: surroundings)
        var access = rotation.accessToken
        if state.oauth.liveGrant(ofAccessToken: access, at: now) == nil {
            access = tokens.accessToken(for: grant, in: &state)
            state.oauth.refreshTokens[text]?.rotation = .init(at: rotation.at, refreshToken: rotation.refreshToken, accessToken: access)
        }
        return tokens.answer(grant, access: access, refresh: rotation.refreshToken, in: state)
    }
}
