/// A sentence with gaps, such as `{1} is not connected.`, and what it is in another language.
struct PhrasePattern: Sendable {
    private let literals: [Substring]
    private let gaps: [Substring]
    private let translation: String

    init(_ english: String, _ translation: String) {
        var literals: [Substring] = []
        var gaps: [Substring] = []
        var rest = english[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            literals.append(rest[..<open])
            gaps.append(rest[rest.index(after: open)..<close])
            rest = rest[rest.index(after: close)...]
        }
        self.literals = literals + [rest]
        self.gaps = gaps
        self.translation = translation
    }

    /// - Parameter phrase: what a gap is filled with may be a sentence of its own.
    /// - Returns: `nil` when the sentence is another one.
    func translate(_ sentence: String, phrase: (String) -> String = { $0 }) -> String? {
        guard let first = literals.first, let last = literals.last, sentence.hasPrefix(first), sentence.hasSuffix(last),
            sentence.count >= first.count + last.count
        else { return nil }
        var rest = sentence.dropFirst(first.count).dropLast(last.count)
        var values: [Substring: Substring] = [:]
        for (gap, literal) in zip(gaps, literals.dropFirst().dropLast()) {
            guard let found = rest.firstRange(of: literal) else { return nil }
            values[gap] = rest[..<found.lowerBound]
            rest = rest[found.upperBound...]
        }
        guard let last = gaps.last else { return translation }
        values[last] = rest
        return translation.fillingGaps { name in values[name].map { phrase(String($0))[...] } }
    }
}
