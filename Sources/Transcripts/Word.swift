/// One word of a sentence, as rules compare it.
struct Word {
    /// Lower case, with a straight apostrophe.
    let text: String
    /// Where it stands in the sentence.
    let range: Range<String.Index>
    let isCapitalised: Bool
    /// The punctuation between this word and the next, without spaces.
    var mark: Character?

    /// The words of a sentence in order. Digits keep their inner `/ . : -`, so that `12/25` and `2026-12-03` are one word.
    static func split(_ sentence: Substring) -> [Word] {
        let bytes = sentence.utf8
        var words: [Word] = []
        var start: String.Index?
        var index = bytes.startIndex
        func close(at end: String.Index) {
            guard let begin = start else { return }
            start = nil
            let source = sentence[begin..<end]
            words.append(
                Word(
                    text: FoldedText.plain(source), range: begin..<end,
                    isCapitalised: source.first?.isUppercase ?? false))
        }
        while index < bytes.endIndex {
            let next = bytes.index(after: index)
            let length = Self.length(of: bytes[index...], after: start.map { bytes[$0..<index] })
            if length > 0 {
                start = start ?? index
                index = bytes.index(index, offsetBy: length)
            } else {
                close(at: index)
                if bytes[index] > 0x20, let last = words.indices.last, words[last].mark == nil {
                    words[last].mark =
                        sentence.unicodeScalars[index].properties.isWhitespace ? nil : Character(sentence.unicodeScalars[index])
                }
                index = bytes[index] < 0x80 ? next : sentence.unicodeScalars.index(after: index)
            }
        }
        close(at: bytes.endIndex)
        return words
    }

    /// How many bytes of a word stand here; 0 where none does.
    private static func length(of rest: Substring.UTF8View, after word: Substring.UTF8View?) -> Int {
        guard let byte = rest.first else { return 0 }
        let following = rest.dropFirst().first ?? 0
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"):
            return 1
        case UInt8(ascii: "'"), UInt8(ascii: "-"):
            return word != nil && isLetterOrDigit(following) ? 1 : 0
        case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ":"):
            return word?.last.map(isDigit) == true && isDigit(following) ? 1 : 0
        case 0xC2 where following < 0xC0:
            return 0
        case 0xE2 where following == 0x80:
            let isApostrophe = rest.dropFirst(2).first == 0x99
            return word != nil && isApostrophe && rest.dropFirst(3).first.map(isLetterOrDigit) == true ? 3 : 0
        case 0x80...:
            return rest.prefix(4).dropFirst().prefix { $0 & 0xC0 == 0x80 }.count + 1
        default:
            return 0
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (97...122).contains(byte | 0x20) || byte >= 0xC3
    }
}
