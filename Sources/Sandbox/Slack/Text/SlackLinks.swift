/// Slack makes links of bare addresses.
enum SlackLinks {
    static func spans(_ text: String) -> [SlackSpan] {
        var spans: [SlackSpan] = []
        var rest = text[...]
        while let match = rest.firstMatch(of: /https?:\/\/[^\s<>"]*[^\s<>".,;:!?()]/) {
            let before = rest[..<match.range.lowerBound]
            if !before.isEmpty { spans.append(.text(String(before))) }
            spans.append(.link(address: String(match.output), label: String(match.output)))
            rest = rest[match.range.upperBound...]
        }
        if !rest.isEmpty { spans.append(.text(String(rest))) }
        return spans
    }
}
