/// `users.list`: people and bots.
struct SlackUsersList: SlackMethod {
    let name = "users.list"
    let arguments: Set = ["cursor", "limit", "include_locale", "team_id"]
    let scopes = ["users:read"]
    let callsPerMinute = 20

    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON] {
        let grant = call.grant
        let (page, next) = try SlackPaging(call.arguments).page(of: state.members(ofTeam: call.team.id))
        return [
            "members": .array(page.map { SlackUserJSON(user: $0, grant: grant).value }), "cache_ts": .int(call.now.seconds),
            "response_metadata": SlackPaging.metadata(next),
        ]
    }
}
