/// `chat.postMessage`. There is nothing that makes a repeated call harmless: the same message twice is two messages.
struct SlackPostMessage: SlackMethod {
    let name = "chat.postMessage"
    let arguments: Set = [
        "channel", "text", "blocks", "attachments", "markdown_text", "mrkdwn", "parse", "link_names", "unfurl_links", "unfurl_media",
        "thread_ts", "reply_broadcast", "metadata", "username", "icon_emoji", "icon_url", "as_user",
    ]
    let scopes = ["chat:write"]
    let writes = true
    let callsPerMinute = 300

    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON] {
        for name in ["username", "icon_emoji", "icon_url"] where call.arguments.has(name) {
            try call.require(oneOf: ["chat:write.customize"])
        }
        let content = try SlackMessageContent(&call.arguments)
        let linksNames = try call.arguments.flag("link_names") || call.arguments.string("parse") == "full"
        let isFormatted = try call.arguments.flag("mrkdwn", default: true)
        let conversation = try SlackAddressee(call: call).conversation(call.arguments.required("channel"), in: &state)
        let thread = call.arguments.string("thread_ts")
        guard thread == nil || state.message(thread ?? "", in: conversation.id) != nil else { throw SlackFault("thread_not_found") }
        let message = SlackStoredMessage(
            conversationID: conversation.id, ts: Self.freshTime(call.now, in: conversation.id, state), userID: call.user.id,
            text: content.text, blocks: content.blocks, attachments: content.attachments, markdown: content.markdown,
            metadata: content.metadata, threadTS: thread, isFormatted: isFormatted, linksNames: linksNames, at: call.now)
        state.messages.append(message)
        return [
            "channel": .string(conversation.id), "ts": .string(message.ts),
            "message": SlackMessageJSON(message: message, showsMetadata: true, state: state).value,
        ]
    }

    /// Later than any in the conversation, also when two messages come in one millisecond.
    private static func freshTime(_ now: SimulationMoment, in conversationID: String, _ state: SlackState) -> String {
        let last = state.messages.last { $0.conversationID == conversationID }.flatMap { Int($0.ts.replacing(".", with: "")) } ?? 0
        let micros = max(now.milliseconds * 1000 + 119, last + 100)
        let fraction = String(micros % 1_000_000)
        return "\(micros / 1_000_000)." + String(repeating: "0", count: 6 - fraction.count) + fraction
    }
}
