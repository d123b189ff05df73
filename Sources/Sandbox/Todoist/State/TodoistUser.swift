/// A person at Todoist.
struct TodoistUser: Codable, Sendable {
    let id: String
    let name: String
    let email: String
}
