/// White space as a transcript keeps it: none at the ends, one space between words, nothing invisible.
enum FoldedText {
    static func fold(_ text: some StringProtocol) -> String {
        var folded = String.UnicodeScalarView()
        var owesSpace = false
        for scalar in text.unicodeScalars where !isInvisible(scalar) {
            if isBlank(scalar) {
                owesSpace = !folded.isEmpty
            } else {
                if owesSpace { folded.append(" ") }
                owesSpace = false
                folded.append(scalar)
            }
        }
        return String(folded)
    }

    static func trim(_ text: Substring) -> Substring {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isBlank($0) && !isInvisible($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) && !isInvisible($0) })
        else { return text.suffix(0) }
        return text[first..<scalars.index(after: last)]
    }

    /// Lower case with a straight apostrophe, as words and names are compared.
    static func plain(_ text: some StringProtocol) -> String {
        let lower = text.lowercased()
        guard lower.utf8.contains(0xE2) else { return lower }
        return String(lower.map { $0 == "\u{2019}" ? "'" : $0 })
    }

    /// White space, or a control character, which separates words just as well.
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80 ? scalar.value <= 0x20 || scalar.value == 0x7F : scalar.properties.isWhitespace
    }

    /// Byte order marks, zero-width spaces and the marks that turn the direction of writing: they could make a quote read otherwise
    /// than it is. The joiners stay, because emoji and Persian need them.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xFEFF, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
