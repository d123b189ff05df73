/// `conversations.history`: newest first.
struct SlackConversationsHistory: SlackMethod {
    let name = "conversations.history"
    let arguments: Set = ["channel", "cursor", "limit", "latest", "oldest", "inclusive", "include_all_metadata"]
    let scopes = ["channels:history", "groups:history", "im:history", "mpim:history"]
    let callsPerMinute = 50

    func answer(_ call: inout SlackMethodCall, in state: inout SlackState) throws(SlackFault) -> [String: JSON] {
        let conversation = try call.conversation(call.arguments.required("channel"), in: state)
        try call.require(oneOf: ["\(conversation.kind.scopePrefix):history"])
        guard !call.user.isBot || conversation.members.contains(call.user.id) else { throw SlackFault("not_in_channel") }
        let range = try range(call.arguments)
        let showsMetadata = try call.arguments.flag("include_all_metadata")
        let all = state.messages.reversed().filter { message in
            message.conversationID == conversation.id && message.threadTS ?? message.ts == message.ts && range(message.ts)
        }
        let (page, next) = try SlackPaging(call.arguments).page(of: Array(all))
        var answer: [String: JSON] = [
            "messages": .array(page.map { SlackMessageJSON(message: $0, showsMetadata: showsMetadata, state: state).value }),
            "has_more": .bool(!next.isEmpty), "pin_count": 0,
        ]
        if !next.isEmpty { answer["response_metadata"] = SlackPaging.metadata(next) }
        return answer
    }

    /// Times have ten digits before the point and six behind it, so they sort as text.
    private func range(_ arguments: SlackArguments) throws(SlackFault) -> (String) -> Bool {
        let includesEnds = try arguments.flag("inclusive")
        let (oldest, latest) = (try time("oldest", arguments), try time("latest", arguments))
        return { ts in
            if ts == oldest || ts == latest { return includesEnds }
            return (oldest.map { $0 < ts } ?? true) && (latest.map { ts < $0 } ?? true)
        }
    }

    private func time(_ name: String, _ arguments: SlackArguments) throws(SlackFault) -> String? {
        guard let text = arguments.string(name), text != "0", text != "now" else { return nil }
        guard text.wholeMatch(of: /\d{10}(\.\d{1,6})?/) != nil else { throw SlackFault("invalid_ts_\(name)") }
        let parts = text.split(separator: ".")
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        return "\(parts[0]).\(fraction)" + String(repeating: "0", count: 6 - fraction.count)
    }
}
