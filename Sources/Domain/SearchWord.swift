import Foundation

/// A word of a text as a search compares it: without accents, in lower case, `ß` as `ss`.
package struct SearchWord: Sendable, Equatable {
    package let folded: String
    /// Where it stands in the text.
    package let range: Range<String.Index>

    /// The runs of letters and digits.
    package static func all(in text: String) -> [SearchWord] {
        var words: [SearchWord] = []
        var (start, folded): (String.Index?, String) = (nil, "")
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if isPart(text[index]) {
                start = start ?? index
                folded += fold(text[index])
            } else if let begun = start {
                if !folded.isEmpty { words.append(SearchWord(folded: folded, range: begun..<index)) }
                (start, folded) = (nil, "")
            }
            index = next
        }
        if let start, !folded.isEmpty { words.append(SearchWord(folded: folded, range: start..<text.endIndex)) }
        return words
    }

    private static func isPart(_ character: Character) -> Bool {
        if character.isASCII { return character.isLetter || character.isNumber }
        return character.unicodeScalars.first.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
    }

    private static func fold(_ character: Character) -> String {
        if character.isASCII { return character.lowercased() }
        var scalars = String.UnicodeScalarView()
        let parts = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
        // A mark that goes before swallows whatever follows it, a quote too: only letters and digits are left.
        scalars.append(
            contentsOf: parts.filter {
                $0.properties.generalCategory != .nonspacingMark && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
            })
        return String(scalars).lowercased().replacing("ß", with: "ss")
    }
}
