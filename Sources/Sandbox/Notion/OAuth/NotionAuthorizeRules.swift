/// Reads a request to the consent page as Notion's authorization guide says. The person picks the pages the app may use.
struct NotionAuthorizeRules: SimulationConsentRules {
    let surroundings: Surroundings
    let clients: [SandboxClient]

    let path = "/api.notion.com/v1/oauth/authorize"
    let name = "Notion"
    var mark: HTML { NotionMark.drawing }

    func ask(from form: Form) throws(SimulationRefusal) -> SimulationAsk {
        guard let id = form["client_id"], let client = clients.first(where: { $0.id == id }), let registered = client.redirectURIs.first
        else { throw .page("Missing or invalid client_id.") }
        if let doubled = form.doubled { throw .page("\(doubled) was given more than once.") }
        let uri = form["redirect_uri"] ?? registered
        guard client.redirectURIs.contains(uri) else { throw .page("Missing or invalid redirect_uri.") }
        func refusal(_ description: String) -> SimulationRefusal {
            .redirect(to: uri, error: "invalid_request", description: description, state: form["state"])
        }
        guard form["response_type"] == "code" else { throw refusal("response_type must be code") }
        guard form["owner"] == "user" else { throw refusal("owner must be user") }
        return SimulationAsk(
            clientID: id, redirectURI: uri, sentRedirectURI: form["redirect_uri"], scopes: [], state: form["state"])
    }

    func people(for ask: SimulationAsk, in state: NotionState) -> [SimulationPerson] {
        state.users.map { user in
            SimulationPerson(name: user.name, email: user.email, group: state.workspace(user.workspaceID)?.name ?? "")
        }
    }

    func lines(for ask: SimulationAsk, in state: NotionState) -> [SimulationConsentLine] {
        [
            SimulationConsentLine(value: "read_content", meaning: "See the pages you pick"),
            SimulationConsentLine(value: "insert_content", meaning: "Add pages below them"),
            SimulationConsentLine(value: "read_user_with_email", meaning: "See who you are, with your mail address"),
        ]
    }

    func picks(for ask: SimulationAsk, in state: NotionState) -> [SimulationConsentLine] {
        let pages = state.pages.filter { $0.parent == .workspace && $0.account == nil }.map { ($0.id, $0.title, $0.workspaceID) }
        return (pages + state.dataSources.map { ($0.id, "\($0.title) (database)", $0.workspaceID) }).map { id, title, workspace in
            SimulationConsentLine(value: id, meaning: "\(state.workspace(workspace)?.name ?? "") / \(title)")
        }
    }

    func newCode() -> String { surroundings.randomUUID() }
}
