/// `conversations.info`.
struct SlackConversationsInfo: SlackMethod {
    let name = "conversations.info"
    let arguments: Set = ["channel", "include_locale", "include_num_members"]
    let scopes = ["channels:read", "groups:read", "im:read", "mpim:read"]
    let callsPerMinute = 50

    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON] {
        let conversation = try call.conversation(call.arguments.required("channel"), in: state)
        try call.require(oneOf: ["\(conversation.kind.scopePrefix):read"])
        return ["channel": SlackConversationJSON(conversation: conversation, viewer: call.user).value]
    }
}
