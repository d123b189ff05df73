/// The simulated GitHub: people, repositories and their issues.
package typealias GitHubSandbox = Simulation<GitHubState>

extension Simulation where State == GitHubState {
    /// Every issue, oldest first.
    package var issues: [GitHubIssue] { read { $0.issuesForReaders(publicURL: surroundings.publicURL) } }
}

extension GitHubState {
    func issuesForReaders(publicURL: String) -> [GitHubIssue] {
        issues.compactMap { issue in
            guard let repository = repositories.first(where: { $0.id == issue.repositoryID }) else { return nil }
            return GitHubIssue(
                repository: repository.fullName, number: issue.number, title: issue.title, body: issue.body, assignees: issue.assignees,
                labels: issue.labels, author: issue.author, authorEmail: user(login: issue.author)?.email, createdAt: issue.createdAt.text,
                url: "\(publicURL)/github.com/\(repository.fullName)/issues/\(issue.number)")
        }
    }
}
