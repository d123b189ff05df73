/// `GET /search/issues`. What was made is found only after a while: the settings say how long.
struct GitHubSearch: GitHubOperation {
    let name = "search"
    let scopes: [String] = []
    private static let parameters: Set = ["q", "sort", "order", "per_page", "page", "advanced_search"]

    func answer(_ call: GitHubCall, in state: inout GitHubState) throws(GitHubFault) -> Answer {
        guard let text = call.query["q"] else { throw .validation("Search", "q", "missing") }
        guard text.unicodeScalars.count <= 256 else {
            throw .validation("Search", "q", "invalid", "The search is longer than 256 characters.")
        }
        if let unknown = call.query.fields.map(\.name).first(where: { !Self.parameters.contains($0) }) {
            throw .invalid("Invalid request.\n\n\"\(unknown)\" is not a permitted key.")
        }
        let wanted = try GitHubSearchTerms(text)
        let delay = state.ledger.behaviour.value(\.searchDelay, for: call.user.email) ?? 0
        let found = state.issues.reversed().compactMap { issue -> (GitHubStoredIssue, GitHubRepository)? in
            guard let repository = state.repositories.first(where: { $0.id == issue.repositoryID }), call.canSee(repository),
                issue.createdAt.adding(seconds: delay) <= call.now, wanted.match(issue, in: repository)
            else { return nil }
            return (issue, repository)
        }
        let paging = try GitHubPaging(call.query)
        let json = GitHubJSON(state: state, publicURL: call.surroundings.publicURL)
        let items = paging.elements(of: found).map { json.issue($0.0, of: $0.1) }
        var answer = Answer.json(["total_count": .int(found.count), "incomplete_results": false, "items": .array(items)])
        paging.addLinks(to: &answer, call, count: found.count)
        return answer
    }
}
