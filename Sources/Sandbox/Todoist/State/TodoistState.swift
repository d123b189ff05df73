/// Everything the simulated Todoist knows: what a state file keeps.
package struct TodoistState: SimulationState {
    package static let provider = "todoist"
    package static let defaults = SimulationSettings()
    package static let settingNames = SimulationSettings.commonNames

    package var ledger = SimulationLedger(settings: defaults)
    var users: [TodoistUser] = []
    var projects: [TodoistProject] = []
    /// Oldest first.
    var tasks: [TodoistStoredTask] = []
    var tokens: [String: SimulationToken] = [:]
    /// By person and request id.
    var requests: [String: TodoistRequestID] = [:]

    package func knows(account email: String) -> Bool { user(email: email) != nil }

    func user(email: String) -> TodoistUser? { users.first { $0.email.lowercased() == email.lowercased() } }
    func user(id: String) -> TodoistUser? { users.first { $0.id == id } }
    func project(_ id: String) -> TodoistProject? { projects.first { $0.id == id } }

    func inbox(of user: TodoistUser) -> TodoistProject? { projects.first { $0.userID == user.id && $0.isInbox } }

    /// With an inbox and the given projects.
    mutating func addUser(named name: String, email: String, projects names: [String]) {
        let user = TodoistUser(id: String(40_000_000 + users.count), name: name, email: email)
        users.append(user)
        for name in ["Inbox"] + names {
            let id = Surroundings.uuid(named: "todoist/\(email)/\(name)").replacing("-", with: "").prefix(16)
            projects.append(TodoistProject(id: String(id), userID: user.id, name: name, isInbox: name == "Inbox"))
        }
    }

    /// Ends every token of an app for a person.
    mutating func end(client: String, account: String) -> Int {
        let ended = tokens.filter { $0.value.clientID == client && $0.value.account == account && !$0.value.isRevoked }.keys
        for token in ended { tokens[token]?.isRevoked = true }
        return ended.count
    }
}
