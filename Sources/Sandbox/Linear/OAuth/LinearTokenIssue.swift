/// Makes tokens and puts them on record.
struct LinearTokenIssue: Sendable {
    let surroundings: Surroundings

    func accessToken(for grant: LinearGrant, in state: inout LinearState) -> String {
        let token = state.oauth.note(secret: "lin_oauth_\(surroundings.randomHex(bytes: 32))")
        let end = Moment(surroundings.now()).adding(seconds: state.accessTokenLifetime(of: grant.userID))
        state.oauth.accessTokens[token] = LinearAccessToken(grantID: grant.id, expiresAt: end)
        return token
    }

    func refreshToken(for grant: LinearGrant, in state: inout LinearState) -> String {
        let token = state.oauth.note(secret: "lin_refresh_\(surroundings.randomHex(bytes: 32))")
        state.oauth.refreshTokens[token] = LinearRefreshToken(grantID: grant.id)
        return token
    }

    /// `expires_in` is what the access token still has to live.
    func answer(_ grant: LinearGrant, access: String, refresh: String, in state: LinearState) -> LinearTokenAnswer {
        let end = state.oauth.accessTokens[access]?.expiresAt ?? Moment(milliseconds: 0)
        let left = max(0, (end.milliseconds - Moment(surroundings.now()).milliseconds) / 1000)
        return LinearTokenAnswer(accessToken: access, expiresIn: left, refreshToken: refresh, scopes: grant.scopes, userID: grant.userID)
    }
}
