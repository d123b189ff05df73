import Foundation

/// Reads Slack's own markup: `*bold*`, `_italic_`, `~struck~`, code, quotes, and everything between `<` and `>`.
///
/// <https://docs.slack.dev/messaging/formatting-message-text>
struct SlackMarkup: Sendable {
    let directory: SlackDirectory
    /// Without it, stars and the like are shown as they are; links and mentions are read all the same.
    var isFormatted = true

    func spans(_ text: String) -> [SlackSpan] {
        guard isFormatted else { return lines(text) }
        let parts = text.components(separatedBy: "```")
        guard parts.count >= 3 else { return lines(text) }
        var spans: [SlackSpan] = []
        for (index, part) in parts.enumerated() {
            let isClosed = index < parts.count - 1
            if index % 2 == 1, isClosed {
                spans.append(.block(Self.unescaped(part.trimmingCharacters(in: .newlines))))
            } else if !part.isEmpty {
                spans += lines(index % 2 == 1 ? "```" + part : part)
            }
        }
        return spans
    }

    private func lines(_ text: String) -> [SlackSpan] {
        var spans: [SlackSpan] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { spans.append(.lineBreak) }
            if isFormatted, line.hasPrefix("&gt;") {
                spans.append(.quote(inline(line.dropFirst("&gt;".count).drop { $0 == " " })))
            } else {
                spans += inline(line)
            }
        }
        return spans
    }

    private func inline(_ text: Substring) -> [SlackSpan] {
        var spans: [SlackSpan] = []
        var words = ""
        var index = text.startIndex
        var previous: Character?
        func flush() {
            if !words.isEmpty { spans += SlackLinks.spans(Self.unescaped(words)) }
            words = ""
        }
        while index < text.endIndex {
            let character = text[index]
            if let (span, end) = special(in: text, at: index, after: previous) {
                flush()
                spans.append(span)
                previous = text[text.index(before: end)]
                index = end
            } else {
                words.append(character)
                previous = character
                index = text.index(after: index)
            }
        }
        flush()
        return spans
    }

    /// What begins here, if anything does, and where it ends.
    private func special(in text: Substring, at start: String.Index, after previous: Character?) -> (SlackSpan, String.Index)? {
        let mark = text[start]
        if mark == "<" { return bracket(in: text, at: start) }
        guard isFormatted, "*_~`".contains(mark), previous.map({ !Self.isWordCharacter($0) }) ?? true else { return nil }
        let inside = text.index(after: start)
        guard inside < text.endIndex, !text[inside].isWhitespace, text[inside] != mark else { return nil }
        var end = inside
        while let close = text[end...].dropFirst().firstIndex(of: mark) {
            let next = text.index(after: close)
            if !text[text.index(before: close)].isWhitespace, next == text.endIndex || !Self.isWordCharacter(text[next]) {
                return (marked(mark, text[inside..<close]), next)
            }
            end = close
        }
        return nil
    }

    private func marked(_ mark: Character, _ inside: Substring) -> SlackSpan {
        switch mark {
        case "*": .bold(inline(inside))
        case "_": .italic(inline(inside))
        case "~": .strike(inline(inside))
        default: .code(Self.unescaped(String(inside)))
        }
    }

    /// What cannot be read stays as it stands.
    private func bracket(in text: Substring, at start: String.Index) -> (SlackSpan, String.Index)? {
        guard let close = text[start...].firstIndex(of: ">") else { return nil }
        let inside = text[text.index(after: start)..<close]
        guard !inside.dropFirst().contains("<"), let span = SlackReference(directory: directory).span(String(inside)) else { return nil }
        return (span, text.index(after: close))
    }

    private static func isWordCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }

    static func unescaped(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }
}
