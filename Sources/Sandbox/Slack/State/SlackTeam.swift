/// A workspace.
struct SlackTeam: Codable, Sendable {
    let id: String
    let name: String
    /// The part of its addresses that names it: `acme.slack.com`.
    let domain: String
}
