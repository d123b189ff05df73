/// A search as people write it: words, "phrases" and qualifiers such as `repo:acme/product`. All of them must hold.
struct GitHubSearchTerms: Sendable {
    private var words: [String] = []
    private var qualifiers: [(name: String, value: String)] = []
    private static let known: Set = ["repo", "is", "type", "state", "in", "author", "assignee", "user", "org"]

    init(_ text: String) throws(GitHubFault) {
        for match in text.matches(of: /(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/) {
            let value = String(match.2 ?? match.3 ?? "").lowercased()
            if let name = match.1.map(String.init) {
                guard Self.known.contains(name) else {
                    throw .validation("Search", "q", "invalid", "The qualifier \(name) is not known here.")
                }
                qualifiers.append((name, value))
            } else {
                words.append(value)
            }
        }
    }

    func match(_ issue: GitHubStoredIssue, in repository: GitHubRepository) -> Bool {
        qualifiers.allSatisfy { holds($0.name, $0.value, issue, repository) }
            && words.allSatisfy { word in texts(issue).contains { $0.lowercased().contains(word) } }
    }

    private func texts(_ issue: GitHubStoredIssue) -> [String] {
        let places = qualifiers.filter { $0.name == "in" }.flatMap { $0.value.split(separator: ",").map(String.init) }
        let all = [("title", issue.title), ("body", issue.body ?? "")]
        return all.filter { places.isEmpty || places.contains($0.0) }.map(\.1)
    }

    private func holds(_ name: String, _ value: String, _ issue: GitHubStoredIssue, _ repository: GitHubRepository) -> Bool {
        switch name {
        case "repo": repository.fullName.lowercased() == value
        case "user", "org": repository.owner.lowercased() == value
        case "is", "type", "state":
            value == "issue" || value == "open" || (value == "private" && repository.isPrivate)
                || (value == "public" && !repository.isPrivate)
        case "author": issue.author == value
        case "assignee": issue.assignees.contains(value)
        default: true
        }
    }
}
