import Foundation

/// Reads a request to the consent page as GitHub's page on OAuth apps says.
struct GitHubAuthorizeRules: SimulationConsentRules {
    let surroundings: Surroundings
    let clients: [SandboxClient]

    let path = "/github.com/login/oauth/authorize"
    let name = "GitHub"
    var mark: HTML { GitHubMark.drawing }

    var denial: [(name: String, value: String?)] {
        [("error", "access_denied"), ("error_description", "The user has denied your application access.")]
    }

    func ask(from form: Form) throws(SimulationRefusal) -> SimulationAsk {
        guard let id = form["client_id"], let client = clients.first(where: { $0.id == id }), let registered = client.redirectURIs.first
        else { throw .page("No application with this client_id is registered here.") }
        if let doubled = form.doubled { throw .page("\(doubled) was given more than once.") }
        let uri = form["redirect_uri"] ?? registered
        guard client.redirectURIs.contains(where: { Self.isSame(uri, orBelow: $0) }) else {
            // The registered address is told, never the wrong one.
            throw .redirect(
                to: registered, error: "redirect_uri_mismatch",
                description: "The redirect_uri MUST match the registered callback URL for this application.", state: form["state"])
        }
        return SimulationAsk(
            clientID: id, redirectURI: uri, sentRedirectURI: form["redirect_uri"], scopes: GitHubScope.granted(form["scope"] ?? ""),
            state: form["state"], challenge: try challenge(form, uri))
    }

    func people(for ask: SimulationAsk, in state: GitHubState) -> [SimulationPerson] {
        state.users.map { SimulationPerson(name: $0.name, email: $0.email, group: "Signed in at GitHub") }
    }

    func lines(for ask: SimulationAsk, in state: GitHubState) -> [SimulationConsentLine] {
        guard !ask.scopes.isEmpty else { return [SimulationConsentLine(value: "no scope", meaning: "See what is public")] }
        return ask.scopes.map { SimulationConsentLine(value: $0, meaning: GitHubScope.meaning($0)) }
    }

    private func challenge(_ form: Form, _ uri: String) throws(SimulationRefusal) -> String? {
        switch (form["code_challenge"], form["code_challenge_method"]) {
        case (nil, nil): return nil
        case (let challenge?, "S256") where challenge.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil: return challenge
        default:
            throw .redirect(
                to: uri, error: "invalid_request", description: "code_challenge must be an S256 challenge", state: form["state"])
        }
    }

    /// Host and port must be the registered ones, the path the same or below.
    private static func isSame(_ uri: String, orBelow registered: String) -> Bool {
        guard let url = URL(string: uri), let base = URL(string: registered), !uri.contains("#"), url.user() == nil else { return false }
        guard url.scheme == base.scheme, url.host() == base.host(), url.port == base.port else { return false }
        let (path, folder) = (url.path(percentEncoded: true), base.path(percentEncoded: true))
        return !path.contains("..") && (path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/"))
    }
}
