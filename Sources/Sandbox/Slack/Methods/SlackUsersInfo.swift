/// `users.info`.
struct SlackUsersInfo: SlackMethod {
    let name = "users.info"
    let arguments: Set = ["user", "include_locale"]
    let scopes = ["users:read"]

    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON] {
        guard let user = state.user(id: try call.arguments.required("user")), user.teamID == call.team.id else {
            throw SlackFault("user_not_found")
        }
        return ["user": SlackUserJSON(user: user, grant: call.grant).value]
    }
}
