/// What somebody looks for: words and phrases that all have to occur. Any text is a query; there is no syntax to get wrong.
package struct SearchQuery: Sendable, Equatable {
    /// Words that follow each other.
    package struct Term: Sendable, Equatable {
        /// Folded, see ``SearchWord``.
        package let words: [String]
        /// Whether the last word may go on.
        package let isPrefix: Bool

        package init(words: [String], isPrefix: Bool = false) {
            self.words = words
            self.isPrefix = isPrefix
        }
    }

    /// Empty where the text has no word in it: nothing is found then.
    package let terms: [Term]

    /// Characters read of a query, and terms looked for; what is beyond counts for nothing.
    private static let longest = 200
    private static let most = 8

    /// Words between quotation marks are a phrase, and so is what hangs together, such as `full-text`. The last word need not be whole,
    /// unless a closing mark says that it is.
    package init(_ text: String) {
        var terms: [Term] = []
        var (piece, isQuoted, isClosed) = ("", false, false)
        func take() {
            let words = SearchWord.all(in: piece).map(\.folded)
            if !words.isEmpty, terms.count < Self.most { terms.append(Term(words: words)) }
            isClosed = isQuoted && !words.isEmpty
            piece = ""
        }
        for character in text.prefix(Self.longest) {
            switch character {
            case "\"", "“", "”", "„", "«", "»":
                take()
                isQuoted.toggle()
            case _ where character.isWhitespace && !isQuoted: if !piece.isEmpty { take() }
            default: piece.append(character)
            }
        }
        if !piece.isEmpty {
            take()
            isClosed = false
        }
        if let last = terms.last, !isClosed { terms[terms.count - 1] = Term(words: last.words, isPrefix: true) }
        self.terms = terms
    }

    /// Where the terms stand in a text, in its order and never overlapping.
    package func hits(in text: String) -> [Range<String.Index>] {
        hits(in: SearchWord.all(in: text)).map(\.range)
    }

    /// How many of the terms stand in a text.
    package func count(in text: String) -> Int {
        let words = SearchWord.all(in: text)
        return terms.count { term in words.indices.contains { term.matches(words, at: $0) } }
    }

    private func hits(in words: [SearchWord]) -> [(range: Range<String.Index>, term: Term)] {
        var (found, index): ([(Range<String.Index>, Term)], Int) = ([], 0)
        while index < words.count {
            if let term = terms.first(where: { $0.matches(words, at: index) }) {
                let end = index + term.words.count
                found.append((words[index].range.lowerBound..<words[end - 1].range.upperBound, term))
                index = end
            } else {
                index += 1
            }
        }
        return found
    }
}

extension SearchQuery.Term {
    func matches(_ text: [SearchWord], at index: Int) -> Bool {
        guard index + words.count <= text.count, let last = words.last else { return false }
        for (offset, word) in words.dropLast().enumerated() where text[index + offset].folded != word { return false }
        let final = text[index + words.count - 1].folded
        return isPrefix ? final.hasPrefix(last) : final == last
    }
}
