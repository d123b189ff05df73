/// A person in a workspace.
struct LinearUser: Codable, Sendable {
    let id: String
    let name: String
    let email: String
    let workspaceID: String
    let admin: Bool
    let active: Bool
    let createdAt: Moment

    /// What Linear shows in mentions: the mail's local part, until the person changes it.
    var displayName: String { String(email.prefix { $0 != "@" }) }
}
