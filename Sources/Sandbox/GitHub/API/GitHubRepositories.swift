/// `GET /user/repos`: those the person can write to, private ones only with `repo`.
struct GitHubRepositories: GitHubOperation {
    let name = "repositories"
    let scopes = ["repo", "public_repo"]
    private static let parameters: Set = ["visibility", "affiliation", "type", "sort", "direction", "per_page", "page"]

    func answer(_ call: GitHubCall, in state: inout GitHubState) throws(GitHubFault) -> Answer {
        let unknown = call.query.fields.map(\.name).filter { !Self.parameters.contains($0) }
        if let name = unknown.first { throw .invalid("Invalid request.\n\n\"\(name)\" is not a permitted key.") }
        if call.query["type"] != nil, call.query["visibility"] ?? call.query["affiliation"] != nil {
            throw .invalid("If you specify visibility or affiliation, you cannot specify type.")
        }
        let all = state.repositories.filter { repository in
            repository.collaborators.contains(call.user.login) && call.canSee(repository) && matches(repository, call.query["visibility"])
                && matches(repository, call.query["affiliation"], call.user)
        }.sorted { call.query["direction"] == "desc" ? $0.fullName > $1.fullName : $0.fullName < $1.fullName }
        let paging = try GitHubPaging(call.query)
        let json = GitHubJSON(state: state, publicURL: call.surroundings.publicURL)
        var answer = Answer.json(.array(paging.elements(of: all).map { json.repository($0, for: call.user) }))
        paging.addLinks(to: &answer, call, count: all.count)
        return answer
    }

    private func matches(_ repository: GitHubRepository, _ visibility: String?) -> Bool {
        switch visibility {
        case "public": !repository.isPrivate
        case "private": repository.isPrivate
        default: true
        }
    }

    /// Any of `owner`, `collaborator` and `organization_member`, separated by commas.
    private func matches(_ repository: GitHubRepository, _ affiliation: String?, _ user: GitHubUser) -> Bool {
        guard let affiliation else { return true }
        let wanted = affiliation.split(separator: ",").map(String.init)
        return repository.owner == user.login ? wanted.contains("owner") : wanted.contains { $0 != "owner" }
    }
}
