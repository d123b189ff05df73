/// A line that may begin with a speaker's name: `Ada: hello`, `[SPEAKER_01]: hello`, `Ada (00:15): hello`, `Ada:`.
///
/// Whether the name is one, the other lines tell: see ``SpeakerRoll``.
struct SpeakerLine {
    var name: String
    /// What follows the colon; empty where the name stands alone.
    var text: Substring
    /// Seconds, where the time stands behind the name.
    var time: Double?

    private static let longestName = 60

    init?(_ line: Substring) {
        guard let colon = Self.colon(in: line) else { return nil }
        var label = FoldedText.trim(line[..<colon])
        if let open = label.lastIndex(where: { $0 == "(" || $0 == "[" }), open > label.startIndex,
            let stamp = Timestamp.leading(label[open...]), stamp.rest.isEmpty
        {
            time = stamp.seconds
            label = FoldedText.trim(label[..<open])
        }
        if label.first == "[", label.last == "]" { label = label.dropFirst().dropLast() }
        name = FoldedText.fold(label)
        text = FoldedText.trim(line[line.index(after: colon)...])
        guard Self.isPlausible(name) else { return nil }
    }

    /// The first colon before a space or the end of the line; a name with a colon inside is none.
    private static func colon(in line: Substring) -> String.Index? {
        let bytes = line.utf8
        guard let colon = bytes.prefix(longestName * 4 + 20).firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let next = bytes.index(after: colon)
        guard next < bytes.endIndex else { return colon }
        if bytes[next] == 0x20 || bytes[next] == 0x09 { return colon }
        // `Ada (00:15): hello`
        guard let bracket = bytes.prefix(longestName * 4 + 20).firstIndex(where: { $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: "]") }),
            bracket > colon, case let after = bytes.index(after: bracket), after < bytes.endIndex, bytes[after] == UInt8(ascii: ":")
        else { return nil }
        return after
    }

    private static func isPlausible(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= longestName * 4, name.count <= longestName, name.contains(where: \.isLetter) else {
            return false
        }
        guard !name.contains(where: { "\"{}<>=;?!:*`#“”".contains($0) }), !name.hasPrefix("-"), !name.hasPrefix("'") else { return false }
        let words = name.split(separator: " ")
        // A full stop belongs to a title or an initial; after a longer word it ends a sentence.
        let endsSentence = words.dropLast().contains { $0.last == "." && $0.count > 4 }
        return words.count <= 8 && !endsSentence && name.count(where: { $0 == "," }) <= 1
    }
}
