/// The standard Markdown of `markdown_text` and markdown blocks, shown plainly: it has no mentions and no markup of Slack's own.
enum SlackMarkdown {
    static func spans(_ text: String) -> [SlackSpan] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in [SlackSpan](line: String(line)) }
        return Array(lines.joined(separator: [.lineBreak]))
    }
}

extension [SlackSpan] {
    fileprivate init(line: String) {
        if let heading = line.firstMatch(of: /^#{1,6}\s+(.*)$/) {
            self = [.bold([.text(String(heading.1))])]
        } else {
            self = SlackLinks.spans(line.replacing(/\*\*(.+?)\*\*/) { String($0.1) })
        }
    }
}
