/// Tokens on their way to the client.
struct SlackTokens: Sendable {
    let grant: SlackGrant
    let accessToken: String
    /// Seconds; nothing without rotation.
    var expiresIn: Int?
    var refreshToken: String?

    /// The members that stand at the top of the answer for a bot, and in `authed_user` for a person.
    var members: [String: JSON] {
        var members: [String: JSON] = [
            "access_token": .string(accessToken), "token_type": grant.isBot ? "bot" : "user", "scope": .string(grant.scopeText),
        ]
        members["expires_in"] = expiresIn.map(JSON.int)
        members["refresh_token"] = refreshToken.map(JSON.string)
        return members
    }
}
