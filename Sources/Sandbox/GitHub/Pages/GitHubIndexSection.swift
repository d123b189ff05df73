/// GitHub's part of the front page.
struct GitHubIndexSection: Sendable {
    let state: GitHubState

    var content: HTML {
        SimulationIndexSection(
            state: state, name: "GitHub", mark: GitHubMark.drawing, cards: repositories, authorize: "/github.com/login/oauth/authorize",
            api: "/api.github.com/…", operations: ["token", "revoke", "user", "repositories", "create_issue", "issues", "search", "api"],
            accountFields: [("login", "Login", false)]
        ).content
    }

    /// Those where something happened first.
    private var repositories: [SimulationIndexSection<GitHubState>.Card] {
        let counts = Dictionary(grouping: state.issues, by: \.repositoryID).mapValues(\.count)
        return state.repositories.sorted { counts[$0.id, default: 0] > counts[$1.id, default: 0] }.prefix(4).map { repository in
            let count = counts[repository.id] ?? 0
            return .init(
                title: repository.fullName, address: "/github.com/\(repository.fullName)/issues",
                note: "\(repository.isPrivate ? "Private" : "Public") · \(count == 1 ? "1 issue" : "\(count) issues")")
        }
    }
}
