/// What a message is to say, checked.
struct SlackMessageContent: Sendable {
    let text: String
    let blocks: [JSON]
    let attachments: [JSON]
    let markdown: String?
    let metadata: JSON?

    private static let longestText = 40_000
    private static let longestMarkdown = 12_000

    init(_ arguments: inout SlackArguments) throws(SlackFault) {
        blocks = try Self.blocks(arguments)
        attachments = try Self.attachments(arguments)
        markdown = arguments.string("markdown_text")
        metadata = try Self.metadata(arguments)
        let given = arguments.string("text") ?? ""
        if markdown != nil, !blocks.isEmpty || !given.isEmpty { throw SlackFault("markdown_text_conflict") }
        if let markdown, markdown.unicodeScalars.count > Self.longestMarkdown { throw SlackFault("msg_too_long") }
        guard !given.isEmpty || !blocks.isEmpty || !attachments.isEmpty || markdown != nil else { throw SlackFault("no_text") }
        if given.unicodeScalars.count > Self.longestText { arguments.warn("message_truncated") }
        text = markdown ?? String(String.UnicodeScalarView(given.unicodeScalars.prefix(Self.longestText)))
    }

    private static func blocks(_ arguments: SlackArguments) throws(SlackFault) -> [JSON] {
        guard arguments.has("blocks") else { return [] }
        guard case .array(let blocks)? = arguments.structure("blocks") else { throw SlackFault("invalid_blocks_format") }
        let problems = SlackBlockRules.problems(in: blocks)
        guard problems.isEmpty else {
            var fault = SlackFault("invalid_blocks", members: ["errors": .array(problems.map(JSON.string))])
            fault.messages = problems.map { "[ERROR] \($0)" }
            throw fault
        }
        guard SlackBlockRules.isShortEnough(blocks) else { throw SlackFault("msg_blocks_too_long") }
        return blocks
    }

    private static func attachments(_ arguments: SlackArguments) throws(SlackFault) -> [JSON] {
        guard arguments.has("attachments") else { return [] }
        guard case .array(let attachments)? = arguments.structure("attachments") else { throw SlackFault("invalid_attachments") }
        guard attachments.count <= 100 else { throw SlackFault("too_many_attachments") }
        return attachments
    }

    /// `{"event_type": text, "event_payload": object}` and nothing else.
    private static func metadata(_ arguments: SlackArguments) throws(SlackFault) -> JSON? {
        guard arguments.has("metadata") else { return nil }
        guard case .object(let members)? = arguments.structure("metadata") else { throw SlackFault("invalid_metadata_format") }
        guard Set(members.keys) == ["event_type", "event_payload"], members["event_type"]?.string?.isEmpty == false,
            case .object? = members["event_payload"]
        else { throw SlackFault("invalid_metadata_schema") }
        guard JSON.object(members).text.utf8.count <= 8_000 else { throw SlackFault("metadata_too_large") }
        return .object(members)
    }
}
