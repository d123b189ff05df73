/// Somebody who is to get an account.
struct LinearAccountRequest: Sendable {
    let name: String
    let email: String
    let workspace: String
    let urlKey: String

    init(name: String, email: String, workspace: String, urlKey: String) {
        self.name = name
        self.email = email
        self.workspace = workspace
        self.urlKey = urlKey
    }

    /// `name`, `email`, `workspace` and `url_key`, from JSON or a form.
    init(_ field: (String) -> String?) throws(SandboxError) {
        guard let name = field("name"), let email = field("email"), let urlKey = field("url_key") else {
            throw .badAccount("name, email and url_key are needed.")
        }
        self.init(
            name: name, email: email, workspace: field("workspace") ?? urlKey.prefix(1).uppercased() + urlKey.dropFirst(), urlKey: urlKey)
    }

    /// The person joins the workspace with this URL key; when there is none it is made, with one team.
    func add(to sandbox: LinearSandbox) throws {
        guard !name.isEmpty, email.wholeMatch(of: /[^@\s]+@[^@\s]+/) != nil else {
            throw SandboxError.badAccount("name or email is not usable.")
        }
        guard urlKey.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,40}/) != nil, urlKey != "oauth" else {
            throw SandboxError.badAccount("url_key must be lower-case letters, digits and hyphens.")
        }
        let now = Moment(sandbox.surroundings.now())
        let isAdded = try sandbox.change { state in
            guard state.user(email: email) == nil else { return false }
            if state.workspace(urlKey: urlKey) == nil {
                state.addWorkspace(named: workspace, urlKey: urlKey, teams: [(teamKey, workspace)], now: now)
            }
            state.addUser(named: name, email: email, urlKey: urlKey, now: now)
            return true
        }
        guard isAdded else { throw SandboxError.accountExists }
    }

    private var teamKey: String { String(urlKey.filter { $0 != "-" }.prefix(3)).uppercased() }
}
