/// `users.lookupByEmail`.
struct SlackUsersLookup: SlackMethod {
    let name = "users.lookupByEmail"
    let arguments: Set = ["email"]
    let scopes = ["users:read.email"]
    let callsPerMinute = 50

    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON] {
        guard let user = state.user(email: try call.arguments.required("email")), user.teamID == call.team.id else {
            throw SlackFault("users_not_found")
        }
        return ["user": SlackUserJSON(user: user, grant: call.grant).value]
    }
}
