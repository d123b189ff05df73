/// `GET /user`: whose token this is. Mail addresses that are not public are not in it.
struct GitHubProfile: GitHubOperation {
    let name = "user"
    let scopes: [String] = []

    func answer(_ call: GitHubCall, in state: inout GitHubState) throws(GitHubFault) -> Answer {
        let profile = GitHubJSON(state: state, publicURL: call.surroundings.publicURL).user(call.user)
        return .json(.object(profile.merging(["name": .string(call.user.name), "email": .null]) { first, _ in first }))
    }
}
