/// Text of a transcript made harmless for Markdown: it reads the same and formats, links and mentions nothing.
enum Markdown {
    static func escape(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "<", ">", "#", "+", "-", "!", "|", "~", "@", ".", ":":
                escaped += "\\" + String(character)
            case let character where character.isNewline: escaped += " "
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
