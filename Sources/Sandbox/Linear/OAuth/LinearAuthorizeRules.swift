/// Reads a request to the consent page the way Linear's OAuth page says, and refuses what it does not allow.
struct LinearAuthorizeRules: Sendable {
    let clients: [SandboxClient]

    func request(from query: String) throws(LinearAuthorizeRefusal) -> LinearAuthorizeRequest {
        guard let form = Form(encoded: query) else { throw .page("The address is not well-formed.") }
        let uri = try redirectURI(form)
        let state = form["state"]
        func refusal(_ error: String, _ description: String) -> LinearAuthorizeRefusal {
            .redirect(to: uri, error: error, description: description, state: form.doubled == "state" ? nil : state)
        }
        if let doubled = form.doubled { throw refusal("invalid_request", "\(doubled) was given more than once") }
        guard let type = form["response_type"] else { throw refusal("invalid_request", "response_type is missing") }
        guard type == "code" else { throw refusal("unsupported_response_type", "Only response_type=code is supported") }
        guard let actor = LinearActor(rawValue: form["actor"].map { $0 == "application" ? "app" : $0 } ?? "user") else {
            throw refusal("invalid_request", "actor must be user or app")
        }
        guard form["prompt"] ?? "consent" == "consent" else { throw refusal("invalid_request", "prompt must be consent") }
        guard let scopes = scopes(form["scope"] ?? "", actor: actor) else { throw refusal("invalid_scope", "scope is not valid") }
        guard let challenge = challenge(form) else { throw refusal("invalid_request", "code_challenge must be an S256 challenge") }
        return LinearAuthorizeRequest(
            clientID: form["client_id"] ?? "", redirectURI: uri, scopes: scopes, state: state,
            challenge: challenge.isEmpty ? nil : challenge,
            actor: actor)
    }

    private func redirectURI(_ form: Form) throws(LinearAuthorizeRefusal) -> String {
        guard form.doubled != "client_id", let id = form["client_id"], let client = clients.first(where: { $0.id == id }) else {
            throw .page("No application with this client_id is registered here.")
        }
        guard form.doubled != "redirect_uri", let uri = form["redirect_uri"], client.redirectURIs.contains(uri) else {
            throw .page("The redirect_uri is not one the application has registered.")
        }
        return uri
    }

    /// `read` is always granted. Nothing when one is unknown or not for this actor.
    private func scopes(_ text: String, actor: LinearActor) -> [LinearScope]? {
        let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let asked = names.compactMap(LinearScope.init(rawValue:))
        guard asked.count == names.count else { return nil }
        guard actor == .app ? !asked.contains(.admin) : !asked.contains(where: \.needsAppActor) else { return nil }
        return LinearScope.allCases.filter { $0 == .read || asked.contains($0) }
    }

    /// Empty without PKCE; nothing when it is not S256 done right (43 characters of base64url).
    private func challenge(_ form: Form) -> String? {
        switch (form["code_challenge"], form["code_challenge_method"]) {
        case (nil, nil): ""
        case (let challenge?, "S256") where challenge.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil: challenge
        default: nil
        }
    }
}
