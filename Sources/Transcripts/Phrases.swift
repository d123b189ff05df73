/// A list of phrases, found word by word: much quicker than searching text, and "no" is never found in "now".
struct Phrases: Sendable {
    private let byFirstWord: [String: [[String]]]

    init(_ phrases: [String]) {
        byFirstWord = Dictionary(grouping: phrases.map { $0.split(separator: " ").map(String.init) }) { $0.first ?? "" }
    }

    /// How many words the phrase takes that stands at a position; 0 where none does.
    func length(in words: [String], at index: Int) -> Int {
        guard index < words.count, let phrases = byFirstWord[words[index]] else { return 0 }
        let found = phrases.first { phrase in
            index + phrase.count <= words.count && phrase.indices.allSatisfy { words[index + $0] == phrase[$0] }
        }
        return found?.count ?? 0
    }

    func range(in words: [String]) -> Range<Int>? {
        for index in words.indices {
            let length = length(in: words, at: index)
            if length > 0 { return index..<(index + length) }
        }
        return nil
    }

    func begin(_ words: [String]) -> Bool { length(in: words, at: 0) > 0 }
}
