import HTTPTypes

/// `POST api.linear.app/oauth/revoke`: either token ends the whole grant.
struct LinearRevokeEndpoint: LinearEndpoint {
    func operations(of request: ProviderRequest) -> [String] { ["revoke"] }

    func user(of request: ProviderRequest, in state: LinearState) -> String? {
        let form = request.form
        return [form?["token"], form?["access_token"], form?["refresh_token"], request.bearer].compactMap(\.self)
            .lazy.compactMap(state.oauth.user(ofSecret:)).first
    }

    func reply(to request: ProviderRequest, in state: inout LinearState) -> LinearReply {
        do throws(OAuthError) {
            let token = try token(in: request)
            guard let grantID = state.oauth.accessTokens[token]?.grantID ?? state.oauth.refreshTokens[token]?.grantID,
                let grant = state.oauth.grants[grantID], !grant.hasEnded
            else { throw OAuthError.invalidRequest("Unable to revoke the token: it is not known or was already revoked") }
            state.oauth.end(grant: grantID)
            state.oauth.revocations += 1
            return LinearReply(answer: .json(["success": true]), userID: grant.userID)
        } catch {
            return LinearReply(answer: error.answer)
        }
    }

    func failed(_ failure: OrderedFailure) -> Answer {
        let status = HTTPResponse.Status(code: failure.status)
        return OAuthError(error: failure.error ?? "temporarily_unavailable", description: "The sandbox was told to fail", status: status)
            .answer
    }

    /// `token`, or one of the older ways, which must not come together with it.
    private func token(in request: ProviderRequest) throws(OAuthError) -> String {
        guard request.query == nil else { throw .invalidRequest("Parameters belong in the body, not in the address") }
        guard let form = request.form ?? (request.body.isEmpty ? Form(encoded: "") : nil) else {
            throw .invalidRequest("The body must be application/x-www-form-urlencoded")
        }
        if let doubled = form.doubled { throw .invalidRequest("\(doubled) was given more than once") }
        if let hint = form["token_type_hint"], hint != "access_token", hint != "refresh_token" {
            throw .invalidRequest("token_type_hint must be access_token or refresh_token")
        }
        let ways = [form["token"], form["access_token"], form["refresh_token"], request.bearer].compactMap { $0 }
        guard let token = ways.first else {
            throw OAuthError(error: "invalid_request", description: "No token was given", status: .unauthorized)
        }
        guard ways.count == 1 else { throw .invalidRequest("The token was given in more than one way") }
        return token
    }
}
