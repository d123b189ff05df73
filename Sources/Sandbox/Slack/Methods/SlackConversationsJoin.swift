/// `conversations.join`: only a public channel can be joined without being asked.
struct SlackConversationsJoin: SlackMethod {
    let name = "conversations.join"
    let arguments: Set = ["channel"]
    let scopes = ["channels:join", "channels:write"]
    let writes = true
    let callsPerMinute = 50

    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON] {
        let conversation = try call.conversation(call.arguments.required("channel"), in: state)
        guard conversation.kind == .publicChannel else { throw SlackFault("method_not_supported_for_channel_type") }
        guard !conversation.isArchived else { throw SlackFault("is_archived") }
        guard let index = state.conversations.firstIndex(where: { $0.id == conversation.id }) else { throw SlackFault("channel_not_found") }
        if !conversation.members.contains(call.user.id) { state.conversations[index].members.append(call.user.id) }
        return ["channel": SlackConversationJSON(conversation: state.conversations[index], viewer: call.user).value]
    }
}
