/// `chat.getPermalink`.
struct SlackPermalink: SlackMethod {
    let name = "chat.getPermalink"
    let arguments: Set = ["channel", "message_ts"]

    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON] {
        let conversation = try call.conversation(call.arguments.required("channel"), in: state)
        guard let message = state.message(try call.arguments.required("message_ts"), in: conversation.id) else {
            throw SlackFault("message_not_found")
        }
        return ["channel": .string(conversation.id), "permalink": .string(Self.address(of: message, call.teamURL))]
    }

    static func address(of message: SlackStoredMessage, _ teamURL: String) -> String {
        "\(teamURL)archives/\(message.conversationID)/p\(message.ts.replacing(".", with: ""))"
    }
}
