/// What readers see of a block.
struct SlackBlockReading: Sendable {
    let directory: SlackDirectory

    /// The pieces of text in their order, each as spans.
    func texts(of block: JSON) -> [[SlackSpan]] {
        switch block["type"]?.string {
        case "header": [spans(block["text"])]
        case "section": (block["text"].map { [spans($0)] } ?? []) + elements(block["fields"]).map(spans)
        case "context", "actions": elements(block["elements"]).map { spans($0["text"].flatMap { $0.string == nil ? $0 : nil } ?? $0) }
        case "image": [[.text(block["alt_text"]?.string ?? "")]]
        case "markdown": [SlackMarkdown.spans(block["text"]?.string ?? "")]
        case "rich_text": [SlackRichText(directory: directory).spans(block)]
        default: []
        }
    }

    /// The spans of a text object or of an image beside text.
    private func spans(_ object: JSON?) -> [SlackSpan] {
        switch object?["type"]?.string {
        case "plain_text": Self.plainSpans(object?["text"]?.string ?? "")
        case "mrkdwn": SlackMarkup(directory: directory).spans(object?["text"]?.string ?? "")
        case "image": [.text(object?["alt_text"]?.string ?? "")]
        default: []
        }
    }

    /// Without markup, only line breaks mean something.
    static func plainSpans(_ text: String) -> [SlackSpan] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { [SlackSpan.text(String($0))] }
        return Array(lines.joined(separator: [.lineBreak]))
    }

    private func elements(_ list: JSON?) -> [JSON] {
        if case .array(let elements)? = list { elements } else { [] }
    }
}
