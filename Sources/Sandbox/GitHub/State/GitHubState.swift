/// Everything the simulated GitHub knows: what a state file keeps.
package struct GitHubState: SimulationState {
    package static let provider = "github"
    package static let defaults = SimulationSettings(searchDelay: 0)
    package static let settingNames = SimulationSettings.commonNames.union(["search_delay"])

    package var ledger = SimulationLedger(settings: defaults)
    var users: [GitHubUser] = []
    var repositories: [GitHubRepository] = []
    /// Oldest first.
    var issues: [GitHubStoredIssue] = []
    var tokens: [String: SimulationToken] = [:]
    /// The tokens of one app and person, oldest first.
    var order: [String] = []
    var usage: [String: GitHubUsage] = [:]

    package func knows(account email: String) -> Bool { user(email: email) != nil }

    func user(email: String) -> GitHubUser? { users.first { $0.email.lowercased() == email.lowercased() } }
    func user(login: String) -> GitHubUser? { users.first { $0.login.lowercased() == login.lowercased() } }

    func repository(_ owner: String, _ name: String) -> GitHubRepository? {
        repositories.first { $0.owner.lowercased() == owner.lowercased() && $0.name.lowercased() == name.lowercased() }
    }

    func issues(of repository: GitHubRepository) -> [GitHubStoredIssue] {
        issues.filter { $0.repositoryID == repository.id }
    }

    mutating func addUser(named name: String, email: String, login: String) {
        users.append(GitHubUser(id: 1_000 + users.count, login: login, name: name, email: email))
    }

    mutating func addRepository(
        _ owner: String, _ name: String, isPrivate: Bool = false, isArchived: Bool = false, hasIssues: Bool = true,
        collaborators: [String], now: SimulationMoment
    ) {
        repositories.append(
            GitHubRepository(
                id: 70_000 + repositories.count, owner: owner, name: name, isPrivate: isPrivate, isArchived: isArchived,
                hasIssues: hasIssues, collaborators: collaborators, createdAt: now))
    }

    /// Ends every token of an app for a person.
    mutating func end(client: String, account: String) -> Int {
        let ended = tokens.filter { $0.value.clientID == client && $0.value.account == account && !$0.value.isRevoked }.keys
        for token in ended { tokens[token]?.isRevoked = true }
        return ended.count
    }
}
