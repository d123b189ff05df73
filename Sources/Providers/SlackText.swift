/// Text of a transcript made harmless for Slack: the three characters that begin links, mentions and `<!channel>` are written out.
///
/// <https://docs.slack.dev/messaging/formatting-message-text#escaping>
enum SlackText {
    static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    /// The escaped text in pieces of at most `limit` UTF-16 units, divided between words where there are any; put together they are all of it.
    static func pieces(_ text: String, limit: Int) -> [String] {
        var pieces: [String] = []
        var current = ""
        for word in words(escape(text), limit: limit) {
            if current.utf16.count + word.utf16.count > limit, !current.isEmpty {
                pieces.append(current)
                current = ""
            }
            current += word
        }
        return current.isEmpty ? pieces : pieces + [current]
    }

    /// Each with the white space behind it. Escapes hold no space, so none is torn; what has no space for `limit` units is divided anywhere
    /// but inside an escape.
    private static func words(_ text: String, limit: Int) -> [String] {
        var words: [String] = []
        var current = ""
        var isEscape = false
        for character in text {
            if let last = current.last, last.isWhitespace != character.isWhitespace, last.isWhitespace {
                words.append(current)
                current = ""
            } else if !isEscape, current.utf16.count >= limit - 8 {
                words.append(current)
                current = ""
            }
            current.append(character)
            isEscape = character == "&" || (isEscape && character != ";")
        }
        return current.isEmpty ? words : words + [current]
    }
}
