import Domain

/// Sentences in which something was decided, in the transcript's own words.
enum Decisions {
    private static let perHalfHour = 5.0

    static func find(in transcript: Transcript) -> [String] {
        var seen: Set<String> = []
        var decisions: [String] = []
        let most = max(5, Int(min(transcript.duration ?? 0, 1_000_000) / 1800 * perHalfHour))
        for (index, segment) in transcript.segments.enumerated() {
            for sentence in Sentence.split(segment, at: index)
            where isDecision(sentence) && seen.insert(sentence.text.lowercased()).inserted {
                decisions.append(String(sentence.text))
                if decisions.count == most { return decisions }
            }
        }
        return decisions
    }

    private static let phrases = Phrases([
        "we decided", "we've decided", "we have decided", "it's decided", "we just decided", "let's go with", "we're going with",
        "we are going with",
        "we'll go with", "we will go with", "we agreed", "we've agreed", "we have agreed", "we're agreed", "we settled on",
        "we've settled on",
        "the decision is", "the decision was", "our decision is", "final decision", "decision is to", "we all agree to", "consensus is to",
        "agreed to",
        "agreed that", "decided to", "decided on", "decided that", "wir haben beschlossen", "wir haben uns entschieden",
    ])
    private static let openers: Set<String> = ["agreed", "decision", "decided", "entscheidung", "beschluss", "resolved"]
    private static let spoilers: Set<String> = [
        "haven't", "hasn't", "didn't", "not", "never", "if", "whether", "before", "until", "should", "unless", "when", "why", "how", "once",
        "has", "had", "don't",
    ]

    private static func isDecision(_ sentence: Sentence) -> Bool {
        let words = sentence.words
        guard words.count >= 4, words.count <= 45, !sentence.text.hasSuffix("?") else { return false }
        if openers.contains(words[0].text), words[0].mark == ":" || words[0].mark == "," || words[0].mark == "-" { return true }
        guard let match = phrases.range(in: words.map(\.text)) else { return false }
        guard !words[..<match.lowerBound].suffix(4).contains(where: { spoilers.contains($0.text) }) else { return false }
        let rest = words[match.upperBound...]
        // "Let's go with that" decides nothing a reader could know; "let's go with Ben first" only who speaks.
        return
            !(rest.isEmpty || (rest.count <= 2 && ["that", "it", "this"].contains(rest.first?.text ?? "")) || rest.last?.text == "first")
    }
}
