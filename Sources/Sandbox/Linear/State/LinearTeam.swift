/// A team of a workspace; its issues are numbered `KEY-1`, `KEY-2`, …
struct LinearTeam: Codable, Sendable {
    let id: String
    let key: String
    let name: String
    let workspaceID: String
    let createdAt: Moment
}
