/// Reads a request to the consent page as Todoist's authorization guide says. The way back is the one the app's settings have.
struct TodoistAuthorizeRules: SimulationConsentRules {
    let surroundings: Surroundings
    let clients: [SandboxClient]

    let path = "/todoist.com/oauth/authorize"
    let name = "Todoist"
    var mark: HTML { TodoistMark.drawing }

    func ask(from form: Form) throws(SimulationRefusal) -> SimulationAsk {
        guard let id = form["client_id"], let client = clients.first(where: { $0.id == id }), let uri = client.redirectURIs.first else {
            throw .page("No application with this client_id is registered here.")
        }
        if let doubled = form.doubled { throw .page("\(doubled) was given more than once.") }
        guard form["redirect_uri"].map(client.redirectURIs.contains) ?? true else {
            throw .page("The redirect_uri is not the one in the application's settings.")
        }
        let names = (form["scope"] ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard names.allSatisfy({ TodoistScope(rawValue: $0) != nil }) else {
            throw .redirect(to: uri, error: "invalid_scope", description: "scope is not valid", state: form["state"])
        }
        guard form["state"] != nil else {
            throw .redirect(to: uri, error: "invalid_request", description: "state is missing", state: nil)
        }
        return SimulationAsk(
            clientID: id, redirectURI: form["redirect_uri"] ?? uri, sentRedirectURI: form["redirect_uri"], scopes: names,
            state: form["state"])
    }

    func people(for ask: SimulationAsk, in state: TodoistState) -> [SimulationPerson] {
        state.users.map { SimulationPerson(name: $0.name, email: $0.email, group: "Signed in at Todoist") }
    }

    func lines(for ask: SimulationAsk, in state: TodoistState) -> [SimulationConsentLine] {
        ask.scopes.map { SimulationConsentLine(value: $0, meaning: TodoistScope(rawValue: $0)?.meaning ?? $0) }
    }
}
