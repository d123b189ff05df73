/// Reads a request to the consent page the way Google's web server guide says, and refuses what it does not allow.
/// https://developers.google.com/identity/protocols/oauth2/web-server
struct GoogleAuthorizeRules: Sendable {
    let clients: [SandboxClient]

    private static let parameters: Set<String> = [
        "client_id", "redirect_uri", "response_type", "scope", "state", "access_type", "prompt", "include_granted_scopes", "login_hint",
        "code_challenge", "code_challenge_method", "nonce", "hd", "hl", "enable_granular_consent",
    ]

    func request(from query: String) throws(GoogleAuthorizeRefusal) -> GoogleAuthorizeRequest {
        guard let form = Form(encoded: query) else { throw .page(error: "invalid_request", "The address is not well-formed.") }
        let (client, uri) = try destination(form)
        do throws(OAuthError) {
            if let doubled = form.doubled { throw OAuthError.invalidRequest("\(doubled) was given more than once") }
            if let unknown = form.fields.first(where: { !Self.parameters.contains($0.name) }) {
                throw OAuthError.invalidRequest("Parameter not allowed for this message type: \(unknown.name)")
            }
            guard let type = form["response_type"] else { throw OAuthError.invalidRequest("Required parameter is missing: response_type") }
            guard type == "code" else {
                throw OAuthError(error: "unsupported_response_type", description: "Only response_type=code is simulated")
            }
            return GoogleAuthorizeRequest(
                clientID: client, redirectURI: uri, scopes: try scopes(form["scope"]), state: form["state"],
                challenge: try challenge(form), isOffline: try choice(form, "access_type", of: ["online", "offline"]) == "offline",
                prompts: try prompts(form["prompt"]),
                includesGranted: try choice(form, "include_granted_scopes", of: ["false", "true"]) == "true",
                loginHint: form["login_hint"], nonce: form["nonce"])
        } catch {
            let state = form.doubled == "state" ? nil : form["state"]
            throw .redirect(to: uri, error: error.error, description: error.description, state: state)
        }
    }

    private func destination(_ form: Form) throws(GoogleAuthorizeRefusal) -> (client: String, uri: String) {
        guard form.doubled != "client_id", let id = form["client_id"], let client = clients.first(where: { $0.id == id }) else {
            throw .page(error: "invalid_client", "The OAuth client was not found.")
        }
        guard form.doubled != "redirect_uri", let uri = form["redirect_uri"], client.redirectURIs.contains(uri) else {
            throw .page(error: "redirect_uri_mismatch", "The redirect_uri is not one the application has registered.")
        }
        return (id, uri)
    }

    /// In a fixed order, each once.
    private func scopes(_ text: String?) throws(OAuthError) -> [GoogleScope] {
        let names = (text ?? "").split(separator: " ").map(String.init)
        guard !names.isEmpty else { throw .invalidRequest("Missing required parameter: scope") }
        let asked = names.compactMap(GoogleScope.init(asked:))
        guard asked.count == names.count else {
            let unknown = names.filter { GoogleScope(asked: $0) == nil }.joined(separator: " ")
            throw OAuthError(error: "invalid_scope", description: "Some requested scopes were invalid: \(unknown)")
        }
        return GoogleScope.allCases.filter(asked.contains)
    }

    private func prompts(_ text: String?) throws(OAuthError) -> [GooglePrompt] {
        let names = (text ?? "").split(separator: " ").map(String.init)
        let prompts = names.compactMap(GooglePrompt.init(rawValue:))
        guard prompts.count == names.count else { throw .invalidRequest("Invalid parameter value for prompt") }
        guard !prompts.contains(.none) || prompts.count == 1 else { throw .invalidRequest("prompt=none cannot have company") }
        return prompts
    }

    /// The first value is the default.
    private func choice(_ form: Form, _ name: String, of values: [String]) throws(OAuthError) -> String {
        let value = form[name] ?? values[0]
        guard values.contains(value) else { throw .invalidRequest("Invalid parameter value for \(name)") }
        return value
    }

    /// `plain` when no method is given: a hash is never taken for one by chance, so the exchange fails.
    private func challenge(_ form: Form) throws(OAuthError) -> GoogleAuthorizeRequest.Challenge? {
        let method = try choice(form, "code_challenge_method", of: ["plain", "S256"])
        guard let text = form["code_challenge"] else {
            guard form["code_challenge_method"] == nil else { throw .invalidRequest("code_challenge is missing") }
            return nil
        }
        guard method == "S256" ? text.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil : CodeVerifier.isWellFormed(text) else {
            throw .invalidRequest("Invalid parameter value for code_challenge")
        }
        return GoogleAuthorizeRequest.Challenge(text: text, isHashed: method == "S256")
    }
}
