import Domain

/// One sentence of a segment: the unit that is judged, and quoted.
struct Sentence {
    let segment: Int
    let speaker: String?
    let text: Substring
    let words: [Word]

    /// Beyond this many bytes a sentence is cut at a space: recognisers sometimes write none of the full stops.
    private static let longest = 400
    private static let abbreviations: Set<String> = [
        "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "e.g", "i.e", "a.m", "p.m", "no", "approx", "inc", "jr", "sr", "z.b", "ca",
    ]

    static func split(_ segment: Segment, at index: Int) -> [Sentence] {
        pieces(of: segment.text).map { text in
            Sentence(segment: index, speaker: segment.speaker, text: text, words: Word.split(text))
        }
    }

    /// Every piece is a part of `text`, byte for byte.
    private static func pieces(of text: String) -> [Substring] {
        var pieces: [Substring] = []
        let bytes = text.utf8
        var start = bytes.startIndex
        var space: String.Index?
        var length = 0
        var index = bytes.startIndex
        func close(at end: String.Index) {
            let piece = FoldedText.trim(text[start..<end])
            if !piece.isEmpty { pieces.append(piece) }
            (start, space, length) = (end, nil, 0)
        }
        while index < bytes.endIndex {
            let byte = bytes[index]
            let next = bytes.index(after: index)
            length += 1
            if byte == 0x20 { space = index }
            if ends(byte, before: next, in: text, from: start) {
                close(at: next)
            } else if length > longest, let cut = space, cut > start {
                let rest = bytes.distance(from: cut, to: next)
                close(at: cut)
                length = rest
            } else if length > longest * 4, byte < 0x80 {
                close(at: next)
            }
            index = next
        }
        close(at: bytes.endIndex)
        return pieces
    }

    private static func ends(_ byte: UInt8, before next: String.Index, in text: String, from start: String.Index) -> Bool {
        let bytes = text.utf8
        // The last byte of "…" is 0xA6, of "。" 0x82: only the ellipsis is met in practice.
        let isEllipsis = byte == 0xA6 && text[start..<next].utf8.suffix(3).elementsEqual([0xE2, 0x80, 0xA6])
        guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!") || isEllipsis else { return false }
        guard next < bytes.endIndex else { return true }
        guard bytes[next] == 0x20 else { return false }
        guard byte == UInt8(ascii: ".") else { return true }
        let word = text[start..<next].utf8.dropLast().suffix(12).reversed().prefix { $0 != 0x20 }.reversed()
        let last = String(decoding: word, as: UTF8.self).lowercased()
        return !(last.utf8.count == 1 && last.first?.isLetter == true && last != "i") && !abbreviations.contains(last)
    }
}
