/// `GET /repos/{owner}/{repo}/issues`: newest first.
struct GitHubIssues: GitHubOperation {
    let name = "issues"
    let scopes = ["repo", "public_repo"]
    private static let parameters: Set = [
        "state", "creator", "assignee", "labels", "since", "per_page", "page", "sort", "direction",
    ]

    func answer(_ call: GitHubCall, in state: inout GitHubState) throws(GitHubFault) -> Answer {
        let repository = try call.repository(in: state)
        let unknown = call.query.fields.map(\.name).filter { !Self.parameters.contains($0) }
        if let name = unknown.first { throw .invalid("Invalid request.\n\n\"\(name)\" is not a permitted key.") }
        guard ["open", "closed", "all"].contains(call.query["state"] ?? "open") else {
            throw .validation("Issue", "state", "invalid")
        }
        var issues = call.query["state"] == "closed" ? [] : state.issues(of: repository)
        if let creator = call.query["creator"] { issues = issues.filter { $0.author == creator.lowercased() } }
        if let assignee = call.query["assignee"] { issues = issues.filter { $0.assignees.contains(assignee.lowercased()) } }
        if let since = call.query["since"] { issues = issues.filter { since <= $0.createdAt.textToTheSecond } }
        for label in (call.query["labels"] ?? "").split(separator: ",") { issues = issues.filter { $0.labels.contains(String(label)) } }
        // None is ever changed, so every order there is is the order they were made in.
        guard ["created", "updated", "comments"].contains(call.query["sort"] ?? "created") else {
            throw .validation("Issue", "sort", "invalid")
        }
        if call.query["direction"] != "asc" { issues.reverse() }
        let paging = try GitHubPaging(call.query)
        let json = GitHubJSON(state: state, publicURL: call.surroundings.publicURL)
        var answer = Answer.json(.array(paging.elements(of: issues).map { json.issue($0, of: repository) }))
        paging.addLinks(to: &answer, call, count: issues.count)
        return answer
    }
}
