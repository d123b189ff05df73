/// Everything the simulated Slack knows: what a state file keeps.
package struct SlackState: SimulationState {
    package static let provider = "slack"
    package static let defaults = SimulationSettings(
        accessTokenLifetime: 43_200, rotationGrace: 60, tokenRotation: false, optionalScopes: "", rateLimits: false)
    package static let settingNames = SimulationSettings.commonNames.union([
        "access_token_lifetime", "rotation_grace", "token_rotation", "optional_scopes", "rate_limits", "events_url", "signing_secret",
    ])

    package var ledger = SimulationLedger(settings: defaults)
    var teams: [SlackTeam] = []
    var users: [SlackUser] = []
    var conversations: [SlackConversation] = []
    /// Oldest first.
    var messages: [SlackStoredMessage] = []
    var grants: [String: SlackGrant] = [:]
    var accessTokens: [String: SlackAccessToken] = [:]
    var refreshTokens: [String: SlackRefreshToken] = [:]
    /// Calls of the running minute, by app, workspace and method.
    var meters: [String: SlackMeter] = [:]

    package func knows(account email: String) -> Bool { user(email: email) != nil }

    func team(_ id: String) -> SlackTeam? { teams.first { $0.id == id } }
    func team(domain: String) -> SlackTeam? { teams.first { $0.domain == domain } }
    func user(id: String) -> SlackUser? { users.first { $0.id == id } }
    func user(email: String) -> SlackUser? { users.first { $0.email?.lowercased() == email.lowercased() } }
    func conversation(_ id: String) -> SlackConversation? { conversations.first { $0.id == id } }

    func members(ofTeam id: String) -> [SlackUser] { users.filter { $0.teamID == id } }

    /// The bot of an app in a workspace, once it was installed there.
    func bot(ofClient id: String, inTeam teamID: String) -> SlackUser? {
        users.first { $0.clientID == id && $0.teamID == teamID }
    }

    func message(_ ts: String, in conversationID: String) -> SlackStoredMessage? {
        messages.last { $0.ts == ts && $0.conversationID == conversationID }
    }
}
