import HTTPTypes

/// `POST oauth2.googleapis.com/revoke`: any token ends everything the account allowed the client.
struct GoogleRevokeEndpoint: GoogleEndpoint {
    let surroundings: Surroundings

    func operations(of request: ProviderRequest) -> [String] { ["revoke"] }

    func account(of request: ProviderRequest, in state: GoogleState) -> String? {
        (try? token(in: request)).flatMap(state.oauth.account(ofSecret:))
    }

    func answer(to request: ProviderRequest, in state: inout GoogleState) -> Answer {
        do throws(OAuthError) {
            let token = try token(in: request)
            let now = Moment(surroundings.now())
            guard let grantID = liveGrant(of: token, in: state, at: now) else {
                throw OAuthError(error: "invalid_token", description: "Token expired or revoked")
            }
            state.oauth.end(grant: grantID)
            state.oauth.revocations += 1
            return .json([:])
        } catch {
            return error.answer
        }
    }

    func failed(_ failure: OrderedFailure) -> Answer {
        let status = HTTPResponse.Status(code: failure.status)
        return OAuthError(error: failure.error ?? "internal_failure", description: "The sandbox was told to fail", status: status).answer
    }

    private func liveGrant(of token: String, in state: GoogleState, at now: Moment) -> String? {
        if let access = state.oauth.liveAccess(token, at: now) { return access.grant.id }
        guard let refresh = state.oauth.refreshTokens[token], refresh.isUsable(at: now),
            state.oauth.grants[refresh.grantID]?.hasEnded == false
        else { return nil }
        return refresh.grantID
    }

    /// In the form or in the address, not in both.
    private func token(in request: ProviderRequest) throws(OAuthError) -> String {
        guard let form = request.form ?? (request.body.isEmpty ? Form(encoded: "") : nil), let query = Form(encoded: request.query ?? "")
        else {
            throw .invalidRequest("The body must be application/x-www-form-urlencoded")
        }
        let fields = form.fields + query.fields
        if let unknown = fields.first(where: { $0.name != "token" && $0.name != "token_type_hint" }) {
            throw .invalidRequest("Parameter not allowed for this message type: \(unknown.name)")
        }
        let tokens = fields.filter { $0.name == "token" }.map(\.value)
        guard let token = tokens.first, !token.isEmpty else { throw .invalidRequest("Required parameter is missing: token") }
        guard tokens.count == 1 else { throw .invalidRequest("token was given more than once") }
        return token
    }
}
