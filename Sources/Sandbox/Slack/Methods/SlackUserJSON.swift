/// A member as the Web API shows them; the mail only with `users:read.email`.
struct SlackUserJSON: Sendable {
    let user: SlackUser
    let grant: SlackGrant

    var value: JSON {
        [
            "id": .string(user.id), "team_id": .string(user.teamID), "name": .string(user.name), "deleted": false,
            "real_name": .string(user.realName), "tz": "Europe/Berlin", "tz_label": "Central European Time", "tz_offset": 3600,
            "profile": .object(profile), "is_admin": .bool(user.isAdmin), "is_owner": .bool(user.isAdmin),
            "is_primary_owner": .bool(user.isAdmin), "is_restricted": false, "is_ultra_restricted": false, "is_bot": .bool(user.isBot),
            "is_app_user": false, "is_email_confirmed": .bool(!user.isBot), "updated": 0,
        ]
    }

    private var profile: [String: JSON] {
        var profile: [String: JSON] = [
            "real_name": .string(user.realName), "real_name_normalized": .string(user.realName), "display_name": .string(user.name),
            "display_name_normalized": .string(user.name), "team": .string(user.teamID), "status_text": "", "status_emoji": "",
        ]
        if user.isBot {
            profile["bot_id"] = .string(user.botID)
            profile["api_app_id"] = .string(SlackID.make("A", named: user.clientID ?? ""))
        } else if grant.scopes.contains("users:read.email") {
            profile["email"] = .optional(user.email)
        }
        return profile
    }
}
