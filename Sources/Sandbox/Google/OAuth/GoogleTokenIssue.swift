/// Makes tokens and puts them on record.
struct GoogleTokenIssue: Sendable {
    let surroundings: Surroundings

    /// The account's oldest one with this client dies without a word when it has too many.
    func refreshToken(for code: GoogleCode, in state: inout GoogleState) -> String {
        let now = Moment(surroundings.now())
        let isShort = state.isTesting(code.accountID) && !code.scopes.allSatisfy(\.isSignIn)
        let token = state.oauth.note(secret: "1//0" + Base64URL.encoded(surroundings.random(64)))
        state.oauth.refreshTokens[token] = GoogleRefreshToken(
            grantID: code.grantID, scopes: code.scopes, number: state.oauth.issuedSecrets.count,
            expiresAt: isShort ? now.adding(seconds: GoogleRefreshToken.testingLifetime) : nil, lastUsedAt: now)
        state.oauth.grants[code.grantID]?.hasGivenRefreshToken = true
        let living = state.oauth.refreshTokens.filter { $0.value.grantID == code.grantID && !$0.value.isDead }
            .sorted { $0.value.number < $1.value.number }
        for old in living.dropLast(state.settings.refreshTokenLimit) { state.oauth.refreshTokens[old.key]?.isDead = true }
        return token
    }

    func answer(
        grant id: String, _ scopes: [GoogleScope], refresh: String?, nonce: String?, in state: inout GoogleState
    ) -> GoogleTokenAnswer {
        let account = state.oauth.grants[id].flatMap { state.account(id: $0.accountID) }
        let lifetime = account.map { state.accessTokenLifetime(of: $0.id) } ?? state.settings.accessTokenLifetime
        let now = Moment(surroundings.now())
        let access = state.oauth.note(secret: "ya29.a0" + Base64URL.encoded(surroundings.random(96)))
        state.oauth.accessTokens[access] = GoogleAccessToken(grantID: id, scopes: scopes, expiresAt: now.adding(seconds: lifetime))
        var idToken: String?
        if scopes.contains(.openid), let account, let client = state.oauth.grants[id]?.clientID {
            let signer = GoogleIDTokenSigner(surroundings: surroundings)
            idToken = signer.token(for: account, client: client, scopes, access: access, nonce: nonce, in: &state)
        }
        return GoogleTokenAnswer(accessToken: access, expiresIn: lifetime, refreshToken: refresh, scopes: scopes, idToken: idToken)
    }
}
