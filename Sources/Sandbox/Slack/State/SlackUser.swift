/// A member of a workspace: a person, or the bot of an installed app.
struct SlackUser: Codable, Sendable {
    let id: String
    let teamID: String
    /// The handle: `ada`.
    let name: String
    let realName: String
    /// A bot has none.
    let email: String?
    let isAdmin: Bool
    /// The client whose bot this is.
    var clientID: String?

    var isBot: Bool { clientID != nil }

    /// The bot's other identity, which its messages carry.
    var botID: String { SlackID.make("B", named: id) }
}
