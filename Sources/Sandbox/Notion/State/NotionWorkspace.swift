/// A workspace.
struct NotionWorkspace: Codable, Sendable {
    let id: String
    let name: String
}
