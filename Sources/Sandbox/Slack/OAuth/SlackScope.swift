/// The scopes the simulated Slack knows, and what they mean for the person who is asked.
enum SlackScope {
    static func meaning(_ scope: String) -> String? {
        switch scope {
        case "chat:write": "Send messages"
        case "chat:write.public": "Send messages to public channels it is not a member of"
        case "chat:write.customize": "Send messages under another name and picture"
        case "channels:read": "See the public channels of the workspace"
        case "groups:read": "See the private channels it is a member of"
        case "im:read": "See its direct messages in lists"
        case "mpim:read": "See its group direct messages in lists"
        case "channels:history": "Read messages in public channels"
        case "groups:history": "Read messages in private channels"
        case "im:history": "Read its direct messages"
        case "mpim:history": "Read its group direct messages"
        case "channels:join": "Join public channels"
        case "channels:manage", "channels:write": "Create and manage public channels"
        case "groups:write": "Create and manage private channels"
        case "im:write": "Start direct messages with people"
        case "mpim:write": "Start group direct messages"
        case "users:read": "See the people of the workspace"
        case "users:read.email": "See their mail addresses"
        case "team:read": "See the name of the workspace"
        case "reactions:write", "files:write": "Add reactions and files"
        default: nil
        }
    }

    /// Scopes that only a bot, or only a person's own token, can have.
    private static let botOnly: Set = ["chat:write.public", "chat:write.customize", "channels:join", "channels:manage"]
    private static let userOnly: Set = ["channels:write"]

    static func isValid(_ scope: String, forBot isBot: Bool) -> Bool {
        meaning(scope) != nil && !(isBot ? userOnly : botOnly).contains(scope)
    }
}
