/// `auth.test`: whose token this is.
struct SlackAuthTest: SlackMethod {
    let name = "auth.test"
    let arguments: Set<String> = []
    let callsPerMinute = 600

    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON] {
        var answer: [String: JSON] = [
            "url": .string(call.teamURL), "team": .string(call.team.name), "user": .string(call.user.name),
            "team_id": .string(call.team.id), "user_id": .string(call.user.id), "is_enterprise_install": false,
        ]
        if call.user.isBot { answer["bot_id"] = .string(call.user.botID) }
        if let end = state.accessTokens[call.token]?.expiresAt { answer["expires_in"] = .int(end.seconds - call.now.seconds) }
        return answer
    }
}
