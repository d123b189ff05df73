/// The blocks Slack's own editor makes: sections, lists, quotes and code with styled pieces.
struct SlackRichText: Sendable {
    let directory: SlackDirectory

    func spans(_ element: JSON) -> [SlackSpan] {
        guard case .array(let children)? = element["elements"] else { return [leaf(element)] }
        let inner = children.map(spans)
        switch element["type"]?.string {
        case "rich_text_list": return Array(inner.map { [.text("• ")] + $0 }.joined(separator: [.lineBreak]))
        case "rich_text_quote": return [.quote(Array(inner.joined()))]
        case "rich_text_preformatted": return [.block(SlackSpan.plain(Array(inner.joined())))]
        case "rich_text": return Array(inner.joined(separator: [.lineBreak]))
        default: return Array(inner.joined())
        }
    }

    private func leaf(_ element: JSON) -> SlackSpan {
        let text = element["text"]?.string ?? ""
        switch element["type"]?.string {
        case "user": return directory.people[element["user_id"]?.string ?? ""].map { .person(name: $0) } ?? .text("@unknown")
        case "broadcast": return .broadcast(element["range"]?.string ?? "channel")
        case "channel": return directory.channels[element["channel_id"]?.string ?? ""].map { .channel(name: $0) } ?? .text("#unknown")
        case "link": return .link(address: element["url"]?.string ?? "", label: text.isEmpty ? element["url"]?.string ?? "" : text)
        case "emoji": return .text(":\(element["name"]?.string ?? ""):")
        default: return styled(.text(text), element["style"])
        }
    }

    private func styled(_ span: SlackSpan, _ style: JSON?) -> SlackSpan {
        var span = span
        if style?["code"] == true { span = .code(span.plain) }
        if style?["bold"] == true { span = .bold([span]) }
        if style?["italic"] == true { span = .italic([span]) }
        if style?["strike"] == true { span = .strike([span]) }
        return span
    }
}
