/// `GET /user/emails`.
struct GitHubEmails: GitHubOperation {
    let name = "emails"
    let scopes = ["user:email", "user"]

    func answer(_ call: GitHubCall, in state: inout GitHubState) throws(GitHubFault) -> Answer {
        guard call.allows("user:email") else { throw .notFound }
        return .json([["email": .string(call.user.email), "primary": true, "verified": true, "visibility": "private"]])
    }
}
