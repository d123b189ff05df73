import Foundation

/// Reads a request to the consent page the way Slack's installation guide says. Every mistake is a page: Slack tells only the person.
struct SlackAuthorizeRules: SimulationConsentRules {
    let surroundings: Surroundings
    let clients: [SandboxClient]

    let path = "/slack.com/oauth/v2/authorize"
    let name = "Slack"
    var mark: HTML { SlackMark.drawing }

    func ask(from form: Form) throws(SimulationRefusal) -> SimulationAsk {
        if let doubled = form.doubled { throw .page("\(doubled) was given more than once.") }
        guard let id = form["client_id"], let client = clients.first(where: { $0.id == id }) else {
            throw .page("invalid_client_id: no application with this client_id is registered here.")
        }
        guard form["code_challenge"] == nil, form["code_challenge_method"] == nil else {
            throw .page("pkce_not_allowed: PKCE is not switched on for this application.")
        }
        let (scopes, userScopes) = (try scopes(form["scope"], forBot: true), try scopes(form["user_scope"], forBot: false))
        guard !scopes.isEmpty || !userScopes.isEmpty else { throw .page("no_scopes: neither scope nor user_scope asks for anything.") }
        let uri = try redirectURI(form["redirect_uri"], of: client)
        return SimulationAsk(
            clientID: id, redirectURI: uri, sentRedirectURI: form["redirect_uri"], scopes: scopes, userScopes: userScopes,
            state: form["state"], workspace: form["team"])
    }

    func people(for ask: SimulationAsk, in state: SlackState) -> [SimulationPerson] {
        state.teams.filter { ask.workspace == nil || ask.workspace == $0.id }.flatMap { team in
            state.members(ofTeam: team.id).compactMap { user in
                user.email.map { SimulationPerson(name: user.realName, email: $0, group: team.name) }
            }
        }
    }

    func lines(for ask: SimulationAsk, in state: SlackState) -> [SimulationConsentLine] {
        let optional = (state.ledger.behaviour.value(\.optionalScopes, for: nil) ?? "").split(separator: ",").map(String.init)
        let bot = ask.scopes.map { ($0, "As its own bot: ") }
        let person = ask.userScopes.filter { !ask.scopes.contains($0) || !optional.contains($0) }.map { ($0, "As you: ") }
        return (bot + person).map { scope, who in
            let meaning = SlackScope.meaning(scope) ?? scope
            return SimulationConsentLine(
                value: scope, meaning: who + meaning.prefix(1).lowercased() + meaning.dropFirst(), isOptional: optional.contains(scope))
        }
    }

    /// Three parts with points between them.
    func newCode() -> String {
        "\(SimulationMoment(surroundings.now()).milliseconds).\(surroundings.randomHex(bytes: 6)).\(surroundings.randomHex(bytes: 32))"
    }

    private func scopes(_ text: String?, forBot isBot: Bool) throws(SimulationRefusal) -> [String] {
        guard let text else { return [] }
        let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if let wrong = names.first(where: { !SlackScope.isValid($0, forBot: isBot) }) {
            throw .page("invalid_scope: \(isBot ? "scope" : "user_scope") has \(wrong.isEmpty ? "an empty part" : wrong).")
        }
        return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func redirectURI(_ sent: String?, of client: SandboxClient) throws(SimulationRefusal) -> String {
        guard let sent else {
            guard let first = client.redirectURIs.first else { throw .page("bad_redirect_uri: the application has registered none.") }
            return first
        }
        guard SlackRedirect.isUsable(sent) else {
            throw .page(
                "bad_redirect_uri: it must begin with https and have no fragment. "
                    + "Only this sandbox takes http, and only on this machine; the real Slack never does.")
        }
        guard client.redirectURIs.contains(where: { SlackRedirect.isSame(sent, orBelow: $0) }) else {
            throw .page("bad_redirect_uri: it is not one the application has registered, nor below one.")
        }
        return sent
    }
}
