/// One message as the workspace shows it.
struct SlackMessageView: Sendable {
    let message: SlackStoredMessage
    let directory: SlackDirectory
    let state: SlackState

    var content: HTML {
        let author = state.user(id: message.userID)
        let app: HTML = author?.isBot == true ? "<span class=\"app\">App</span>" : ""
        return """
            <li class="message" id="p\(message.ts.replacing(".", with: ""))">
            \(Avatar.drawing(author?.realName ?? "?"))
            <div>
            <p class="author"><strong>\(author?.realName ?? "Somebody")</strong> \(app) <time datetime="\(message.at.text)">\(clock)</time></p>
            \(body)
            </div>
            </li>
            """
    }

    /// Day and minute, in UTC.
    private var clock: String { String(message.at.text.prefix(16)).replacing("T", with: " ") }

    private var body: HTML {
        if message.markdown != nil { return paragraph(SlackMarkdown.spans(message.text)) }
        guard message.blocks.isEmpty else { return HTML(message.blocks.map(block)) }
        return paragraph(SlackMarkup(directory: directory, isFormatted: message.isFormatted).spans(message.text))
    }

    private func paragraph(_ spans: [SlackSpan]) -> HTML {
        "<div class=\"words\">\(SlackSpan.html(spans))</div>"
    }

    private func block(_ block: JSON) -> HTML {
        let texts = SlackBlockReading(directory: directory).texts(of: block)
        switch block["type"]?.string {
        case "header": return "<h2 class=\"words\">\(SlackSpan.html(texts.first ?? []))</h2>"
        case "divider": return "<hr>"
        case "context": return "<p class=\"quiet words\">\(HTML(texts.map { "<span>\(SlackSpan.html($0))</span>" }))</p>"
        case "section" where block["fields"] != nil: return section(block, texts)
        case "actions": return "<p class=\"buttons\">\(HTML(texts.map { "<span class=\"button\">\(SlackSpan.html($0))</span>" }))</p>"
        case "image": return "<p class=\"quiet words\">Picture: \(SlackSpan.html(texts.first ?? []))</p>"
        default: return HTML(texts.map(paragraph))
        }
    }

    private func section(_ block: JSON, _ texts: [[SlackSpan]]) -> HTML {
        let own = block["text"] == nil ? 0 : 1
        let fields = HTML(texts.dropFirst(own).map(paragraph))
        return "\(HTML(texts.prefix(own).map(paragraph)))<div class=\"fields\">\(fields)</div>"
    }
}
