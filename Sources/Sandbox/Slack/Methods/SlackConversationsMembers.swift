/// `conversations.members`.
struct SlackConversationsMembers: SlackMethod {
    let name = "conversations.members"
    let arguments: Set = ["channel", "cursor", "limit"]
    let scopes = ["channels:read", "groups:read", "im:read", "mpim:read"]

    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON] {
        let conversation = try call.conversation(call.arguments.required("channel"), in: state)
        try call.require(oneOf: ["\(conversation.kind.scopePrefix):read"])
        let (page, next) = try SlackPaging(call.arguments).page(of: conversation.members)
        return ["members": .array(page.map(JSON.string)), "response_metadata": SlackPaging.metadata(next)]
    }
}
