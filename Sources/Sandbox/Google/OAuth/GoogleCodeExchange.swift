/// `grant_type=authorization_code`.
struct GoogleCodeExchange: Sendable {
    let surroundings: Surroundings

    func tokens(for form: Form, _ client: SandboxClient, in state: inout GoogleState) throws(OAuthError) -> GoogleTokenAnswer {
        guard let text = form["code"] else { throw .invalidRequest("Required parameter is missing: code") }
        guard let uri = form["redirect_uri"] else { throw .invalidRequest("Required parameter is missing: redirect_uri") }
        guard let code = state.oauth.codes[text], code.request.clientID == client.id else { throw .invalidGrant("Malformed auth code.") }
        guard !code.isUsed, Moment(surroundings.now()) < code.expiresAt, state.oauth.grants[code.grantID]?.hasEnded == false else {
            throw .invalidGrant("Bad Request")
        }
        guard code.request.redirectURI == uri else { throw OAuthError(error: "redirect_uri_mismatch", description: "Bad Request") }
        try verify(form["code_verifier"], against: code.request.challenge)
        state.oauth.codes[text]?.isUsed = true
        let tokens = GoogleTokenIssue(surroundings: surroundings)
        let refresh = code.givesRefreshToken ? tokens.refreshToken(for: code, in: &state) : nil
        return tokens.answer(grant: code.grantID, code.scopes, refresh: refresh, nonce: code.request.nonce, in: &state)
    }

    private func verify(_ verifier: String?, against challenge: GoogleAuthorizeRequest.Challenge?) throws(OAuthError) {
        switch (verifier, challenge) {
        case (nil, nil): return
        case (nil, _): throw .invalidGrant("Missing code verifier.")
        case (_, nil): throw .invalidGrant("code_verifier was given, but no code_challenge before.")
        case (let verifier?, let challenge?):
            guard CodeVerifier.isWellFormed(verifier), challenge.matches(verifier) else { throw .invalidGrant("Invalid code verifier.") }
        }
    }
}
