/// Somebody who is to get an account.
struct SlackAccountRequest: Sendable {
    let name: String
    let email: String
    let workspace: String
    let domain: String

    init(name: String, email: String, workspace: String, domain: String) {
        self.name = name
        self.email = email
        self.workspace = workspace
        self.domain = domain
    }

    /// `name`, `email`, `workspace` and `domain` (also called `url_key`, as at Linear), from JSON or a form.
    init(_ field: (String) -> String?) throws(SandboxError) {
        guard let name = field("name"), let email = field("email"), let domain = field("domain") ?? field("url_key") else {
            throw .badAccount("name, email and domain are needed.")
        }
        self.init(
            name: name, email: email, workspace: field("workspace") ?? domain.prefix(1).uppercased() + domain.dropFirst(), domain: domain)
    }

    /// The person joins the workspace of this domain; when there is none it is made, with one channel.
    func add(to state: inout SlackState, now: SimulationMoment) throws(SandboxError) {
        guard !name.isEmpty, email.wholeMatch(of: /[^@\s]+@[^@\s]+/) != nil else { throw .badAccount("name or email is not usable.") }
        guard domain.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,40}/) != nil else {
            throw .badAccount("domain must be lower-case letters, digits and hyphens.")
        }
        guard state.user(email: email) == nil else { throw .accountExists }
        if state.team(domain: domain) == nil {
            state.addTeam(named: workspace, domain: domain)
            state.addChannel(named: "general", to: domain, members: [], now: now)
        }
        state.addUser(named: name, email: email, domain: domain)
    }
}
