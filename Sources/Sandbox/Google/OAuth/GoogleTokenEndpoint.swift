import HTTPTypes

/// `POST oauth2.googleapis.com/token`: codes and refresh tokens become access tokens.
struct GoogleTokenEndpoint: GoogleEndpoint {
    let surroundings: Surroundings
    let clients: [SandboxClient]

    private static let parameters: [String: Set<String>] = [
        "authorization_code": ["grant_type", "code", "redirect_uri", "client_id", "client_secret", "code_verifier", "scope"],
        "refresh_token": ["grant_type", "refresh_token", "client_id", "client_secret", "scope"],
    ]

    func operations(of request: ProviderRequest) -> [String] {
        ["token"] + [request.form?["grant_type"]].compactMap { $0 }
    }

    func account(of request: ProviderRequest, in state: GoogleState) -> String? {
        let form = request.form
        return (form?["code"] ?? form?["refresh_token"]).flatMap(state.oauth.account(ofSecret:))
    }

    func answer(to request: ProviderRequest, in state: inout GoogleState) -> Answer {
        do throws(OAuthError) {
            let form = try form(of: request)
            let check = try ClientCheck(request, form, clients: clients)
            guard check.provedSecret else { throw OAuthError.invalidRequest("client_secret is missing.") }
            return try tokens(for: form, check.client, in: &state).answer
        } catch {
            return error.answer
        }
    }

    func failed(_ failure: OrderedFailure) -> Answer {
        let status = HTTPResponse.Status(code: failure.status)
        return OAuthError(error: failure.error ?? "internal_failure", description: "The sandbox was told to fail", status: status).answer
    }

    private func form(of request: ProviderRequest) throws(OAuthError) -> Form {
        guard let form = request.form else { throw .invalidRequest("The body must be application/x-www-form-urlencoded") }
        // A secret in an address ends up in access logs.
        guard request.query == nil else { throw .invalidRequest("Parameters belong in the body, not in the address") }
        if let doubled = form.doubled { throw .invalidRequest("\(doubled) was given more than once") }
        guard let type = form["grant_type"] else { throw .invalidRequest("Required parameter is missing: grant_type") }
        guard let parameters = Self.parameters[type] else {
            throw OAuthError(error: "unsupported_grant_type", description: "Invalid grant_type: \(type)")
        }
        if let unknown = form.fields.first(where: { !parameters.contains($0.name) }) {
            throw .invalidRequest("Parameter not allowed for this message type: \(unknown.name)")
        }
        return form
    }

    private func tokens(for form: Form, _ client: SandboxClient, in state: inout GoogleState) throws(OAuthError) -> GoogleTokenAnswer {
        if form["grant_type"] == "refresh_token" {
            try GoogleRefresh(surroundings: surroundings).tokens(for: form, client, in: &state)
        } else {
            try GoogleCodeExchange(surroundings: surroundings).tokens(for: form, client, in: &state)
        }
    }
}
