/// `conversations.open`: the direct message with these people, made when there is none.
struct SlackConversationsOpen: SlackMethod {
    let name = "conversations.open"
    let arguments: Set = ["users", "channel", "return_im", "prevent_creation"]
    let scopes = ["channels:manage", "channels:write", "groups:write", "im:write", "mpim:write"]
    let writes = true
    let callsPerMinute = 50

    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON] {
        let returnsConversation = try call.arguments.flag("return_im")
        let conversation = try conversation(call, in: &state)
        guard returnsConversation else { return ["channel": ["id": .string(conversation.id)]] }
        return ["channel": SlackConversationJSON(conversation: conversation, viewer: call.user).value]
    }

    private func conversation(_ call: SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> SlackConversation {
        switch (call.arguments.string("users"), call.arguments.string("channel")) {
        case (nil, nil), (.some, .some):
            throw SlackFault("users_list_not_supplied", "[ERROR] either users or channel is needed")
        case (nil, let channel?):
            let known = try call.conversation(channel, in: state)
            guard known.isDirect else { throw SlackFault("method_not_supported_for_channel_type") }
            return known
        case (let users?, nil):
            let ids = users.split(separator: ",").map(String.init)
            guard ids.count <= 8 else { throw SlackFault("too_many_users") }
            try call.require(oneOf: [ids.count > 1 ? "mpim:write" : "im:write"])
            guard ids.allSatisfy({ id in state.user(id: id)?.teamID == call.team.id }) else { throw SlackFault("user_not_found") }
            if call.user.isBot, ids == [call.user.id] { throw SlackFault("cannot_dm_bot") }
            return state.openDirectMessage(between: [call.user.id] + ids, inTeam: call.team.id, now: call.now)
        }
    }
}
