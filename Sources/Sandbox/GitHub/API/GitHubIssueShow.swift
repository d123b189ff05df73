/// `GET /repos/{owner}/{repo}/issues/{number}`.
struct GitHubIssueShow: GitHubOperation {
    let name = "issue"
    let scopes = ["repo", "public_repo"]

    func answer(_ call: GitHubCall, in state: inout GitHubState) throws(GitHubFault) -> Answer {
        let repository = try call.repository(in: state)
        guard let number = call.path.last.flatMap({ Int($0) }),
            let issue = state.issues(of: repository).first(where: { $0.number == number })
        else { throw .notFound }
        return .json(GitHubJSON(state: state, publicURL: call.surroundings.publicURL).issue(issue, of: repository))
    }
}
