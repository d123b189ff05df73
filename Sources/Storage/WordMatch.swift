import Domain

/// Terms as each database's full-text index takes them: words alone, quoted, so that none can be read as an operator.
struct WordMatch: Sendable {
    /// Any of them may match.
    let terms: [SearchQuery.Term]

    /// The condition on a passage, around the marker of a binding.
    func condition(_ dialect: Dialect, marker: String) -> String {
        switch dialect {
        case .sqlite: "passages.id in (select rowid from passage_words where passage_words match \(marker))"
        case .postgres: "passages.words @@ \(marker)::tsquery"
        }
    }

    /// What is bound to it. Matches nothing where there is no term.
    func expression(_ dialect: Dialect) -> String {
        let alternatives = terms.flatMap { term in
            Self.spellings(of: term.words).map { Self.phrase($0, isPrefix: term.isPrefix, dialect) }
        }
        switch dialect {
        case .sqlite: return alternatives.isEmpty ? "\"\"" : alternatives.joined(separator: " OR ")
        case .postgres: return alternatives.map { "(\($0))" }.joined(separator: " | ")
        }
    }

    private static func phrase(_ words: [String], isPrefix: Bool, _ dialect: Dialect) -> String {
        switch dialect {
        case .sqlite: "\"\(words.joined(separator: " "))\"" + (isPrefix ? " *" : "")
        case .postgres: words.map { "'\($0)'" }.joined(separator: " <-> ") + (isPrefix ? ":*" : "")
        }
    }

    /// Both databases keep `ß` as it is written.
    private static func spellings(of words: [String]) -> [[String]] {
        let sharp = words.map { $0.replacing("ss", with: "ß") }
        return sharp == words ? [words] : [words, sharp]
    }
}
