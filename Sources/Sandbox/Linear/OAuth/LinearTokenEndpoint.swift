import HTTPTypes

/// `POST api.linear.app/oauth/token`: codes and refresh tokens become tokens.
struct LinearTokenEndpoint: LinearEndpoint {
    let surroundings: Surroundings
    let clients: [SandboxClient]

    func operations(of request: ProviderRequest) -> [String] {
        ["token"] + [request.form?["grant_type"]].compactMap { $0 }
    }

    func user(of request: ProviderRequest, in state: LinearState) -> String? {
        let form = request.form
        return [form?["code"], form?["refresh_token"]].compactMap(\.self).lazy.compactMap(state.oauth.user(ofSecret:)).first
    }

    func reply(to request: ProviderRequest, in state: inout LinearState) -> LinearReply {
        do {
            let form = try form(of: request)
            let check = try ClientCheck(request, form, clients: clients)
            let tokens = try tokens(for: form, check, in: &state)
            return LinearReply(answer: tokens.answer, userID: tokens.userID)
        } catch {
            return LinearReply(answer: error.answer)
        }
    }

    func failed(_ failure: OrderedFailure) -> Answer {
        let status = HTTPResponse.Status(code: failure.status)
        return OAuthError(error: failure.error ?? "temporarily_unavailable", description: "The sandbox was told to fail", status: status)
            .answer
    }

    private func form(of request: ProviderRequest) throws(OAuthError) -> Form {
        guard let form = request.form else { throw .invalidRequest("The body must be application/x-www-form-urlencoded") }
        // A secret in an address ends up in access logs.
        guard request.query == nil else { throw .invalidRequest("Parameters belong in the body, not in the address") }
        if let doubled = form.doubled { throw .invalidRequest("\(doubled) was given more than once") }
        return form
    }

    private func tokens(for form: Form, _ check: ClientCheck, in state: inout LinearState) throws(OAuthError) -> LinearTokenAnswer {
        switch form["grant_type"] {
        case "authorization_code":
            try LinearCodeExchange(surroundings: surroundings).tokens(for: form, check, in: &state)
        case "refresh_token":
            try LinearRefresh(surroundings: surroundings).tokens(for: form, check, in: &state)
        case "client_credentials":
            // Documented with this odd error code: a client must not expect one of the RFC's.
            throw OAuthError(error: "Error", description: "Client does not support the client_credentials grant type")
        case nil:
            throw .invalidRequest("grant_type is missing")
        default:
            throw OAuthError(error: "unsupported_grant_type", description: "grant_type is not supported")
        }
    }
}
