/// A person in a workspace.
struct NotionUser: Codable, Sendable {
    let id: String
    let name: String
    let email: String
    let workspaceID: String
}
