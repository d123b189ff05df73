import HTTPTypes

/// `GET openidconnect.googleapis.com/v1/userinfo`: whose token this is, by OpenID Connect.
struct GoogleUserinfoEndpoint: GoogleEndpoint {
    let surroundings: Surroundings

    func operations(of request: ProviderRequest) -> [String] { ["userinfo"] }

    func account(of request: ProviderRequest, in state: GoogleState) -> String? {
        request.bearer.flatMap(state.oauth.account(ofSecret:))
    }

    func answer(to request: ProviderRequest, in state: inout GoogleState) -> Answer {
        guard let access = request.bearer.flatMap({ state.oauth.liveAccess($0, at: Moment(surroundings.now())) }),
            let account = state.account(id: access.grant.accountID), access.token.scopes.contains(where: \.isSignIn)
        else { return refusal(.unauthorized, "Invalid Credentials") }
        guard request.query == nil else { return refusal(.badRequest, "Unknown parameter") }
        var members: [String: JSON] = ["sub": .string(account.id)]
        if access.token.scopes.contains(.email) {
            members.merge(["email": .string(account.email), "email_verified": true, "hd": .string(account.domain)]) { $1 }
        }
        if access.token.scopes.contains(.profile) {
            let names: [String: JSON] = [
                "name": .string(account.name), "given_name": .string(account.givenName), "family_name": .string(account.familyName),
            ]
            members.merge(names) { $1 }
        }
        return .json(.object(members))
    }

    func failed(_ failure: OrderedFailure) -> Answer {
        refusal(HTTPResponse.Status(code: failure.status), "The sandbox was told to fail", error: failure.error ?? "internal_failure")
    }

    private func refusal(_ status: HTTPResponse.Status, _ description: String, error: String = "invalid_request") -> Answer {
        var answer = OAuthError(error: error, description: description, status: status).answer
        if status == .unauthorized {
            answer.headers[.wwwAuthenticate] = "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\""
        }
        return answer
    }
}
