/// A piece of a message as a reader sees it.
indirect enum SlackSpan: Sendable, Equatable {
    case text(String)
    case bold([SlackSpan])
    case italic([SlackSpan])
    case strike([SlackSpan])
    case code(String)
    case block(String)
    case quote([SlackSpan])
    /// Somebody of the workspace, who is notified.
    case person(name: String)
    /// `channel`, `here` or `everyone`: many are notified.
    case broadcast(String)
    case channel(name: String)
    case link(address: String, label: String)
    case lineBreak

    /// The words alone.
    var plain: String {
        switch self {
        case .text(let text), .code(let text), .block(let text): text
        case .bold(let spans), .italic(let spans), .strike(let spans): Self.plain(spans)
        case .quote(let spans): "> " + Self.plain(spans)
        case .person(let name), .broadcast(let name): "@" + name
        case .channel(let name): "#" + name
        case .link(_, let label): label
        case .lineBreak: "\n"
        }
    }

    static func plain(_ spans: [SlackSpan]) -> String {
        spans.map(\.plain).joined()
    }

    /// Whom it notifies, as they are shown.
    var mentions: [String] {
        switch self {
        case .person, .broadcast: [plain]
        case .bold(let spans), .italic(let spans), .strike(let spans), .quote(let spans): spans.flatMap(\.mentions)
        default: []
        }
    }

    var html: HTML {
        switch self {
        case .text(let text): "\(text)"
        case .bold(let spans): "<strong>\(Self.html(spans))</strong>"
        case .italic(let spans): "<em>\(Self.html(spans))</em>"
        case .strike(let spans): "<s>\(Self.html(spans))</s>"
        case .code(let text): "<code>\(text)</code>"
        case .block(let text): "<pre>\(text)</pre>"
        case .quote(let spans): "<blockquote>\(Self.html(spans))</blockquote>"
        case .person, .broadcast: "<span class=\"mention\">\(plain)</span>"
        case .channel: "<span class=\"reference\">\(plain)</span>"
        case .link(let address, let label): "<a href=\"\(address)\" rel=\"noreferrer\">\(label)</a>"
        case .lineBreak: "<br>"
        }
    }

    static func html(_ spans: [SlackSpan]) -> HTML {
        // Joined without a line break between them: a space would part words from marks.
        spans.reduce("") { all, span in "\(all)\(span.html)" }
    }
}
