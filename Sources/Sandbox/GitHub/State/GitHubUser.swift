/// A person at GitHub.
struct GitHubUser: Codable, Sendable {
    let id: Int
    let login: String
    let name: String
    /// Not shown in the profile: only `GET /user/emails` gives it.
    let email: String
}
