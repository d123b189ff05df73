/// A label for issues: of the whole workspace, or of one team.
struct LinearLabel: Codable, Sendable {
    let id: String
    let name: String
    let color: String
    let workspaceID: String
    let teamID: String?
    let createdAt: Moment
}
