/// A project of one person.
struct TodoistProject: Codable, Sendable {
    let id: String
    let userID: String
    let name: String
    let isInbox: Bool
}
