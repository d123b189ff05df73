/// What an app may do in a workspace: as its bot, or as one person. Installing again adds scopes to it and takes none away.
struct SlackGrant: Codable, Sendable {
    let clientID: String
    let teamID: String
    /// The person, or the bot.
    let userID: String
    let isBot: Bool
    var scopes: [String]
    /// The people who agreed to it.
    var installers: Set<String>

    var key: String { Self.key(clientID: clientID, teamID: teamID, userID: userID) }

    static func key(clientID: String, teamID: String, userID: String) -> String { "\(clientID)/\(teamID)/\(userID)" }

    var scopeText: String { scopes.joined(separator: ",") }
}
