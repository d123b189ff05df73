/// `grant_type=authorization_code`.
struct LinearCodeExchange: Sendable {
    let surroundings: Surroundings

    func tokens(for form: Form, _ check: ClientCheck, in state: inout LinearState) throws(OAuthError) -> LinearTokenAnswer {
        guard let text = form["code"] else { throw .invalidRequest("code is missing") }
        guard let uri = form["redirect_uri"] else { throw .invalidRequest("redirect_uri is missing") }
        guard let code = state.oauth.codes[text], code.request.clientID == check.client.id else {
            throw .invalidGrant("The code is not valid")
        }
        if let grantID = code.grantID {
            // RFC 6749 section 4.1.2: a code used twice may have been stolen, so what it gave ends.
            state.oauth.end(grant: grantID)
            throw .invalidGrant("The code was already used")
        }
        guard Moment(surroundings.now()) < code.expiresAt else { throw .invalidGrant("The code has expired") }
        guard code.request.redirectURI == uri else { throw .invalidGrant("redirect_uri differs from the one of the authorization request") }
        try verify(form["code_verifier"], against: code.request.challenge)
        guard check.provedSecret || code.request.challenge != nil else { throw .invalidClient("client_secret is missing") }
        return issue(code, text, in: &state)
    }

    private func verify(_ verifier: String?, against challenge: String?) throws(OAuthError) {
        switch (verifier, challenge) {
        case (nil, nil): return
        case (nil, _): throw .invalidGrant("code_verifier is missing")
        case (_, nil): throw .invalidGrant("code_verifier was given, but no code_challenge before")
        case (let verifier?, let challenge?):
            guard CodeVerifier.isWellFormed(verifier) else {
                throw .invalidGrant("code_verifier must have 43 to 128 unreserved characters")
            }
            guard CodeVerifier.s256(verifier) == challenge else { throw .invalidGrant("code_verifier does not match code_challenge") }
        }
    }

    private func issue(_ code: LinearCode, _ text: String, in state: inout LinearState) -> LinearTokenAnswer {
        let request = code.request
        let grant = LinearGrant(
            id: surroundings.randomUUID(), clientID: request.clientID, userID: code.userID, scopes: request.scopes, actor: request.actor,
            usesPKCE: request.challenge != nil)
        state.oauth.grants[grant.id] = grant
        state.oauth.codes[text]?.grantID = grant.id
        let tokens = LinearTokenIssue(surroundings: surroundings)
        let access = tokens.accessToken(for: grant, in: &state)
        let refresh = tokens.refreshToken(for: grant, in: &state)
        return tokens.answer(grant, access: access, refresh: refresh, in: state)
    }
}
