import Domain

/// The words a trigger governs, cut where another thought begins.
struct Clause {
    /// All of it, with dates.
    let whole: Range<Int>
    /// What the title is made of.
    let title: Range<Int>
    let due: Day?
    /// Whether a condition or a doubt stands in it.
    let isHedged: Bool

    init(_ trigger: Trigger, in sentence: Sentence, from start: Int, to limit: Int, heldOn today: Day) {
        let words = sentence.words
        let due = DueDate.find(in: words, range: start..<limit, heldOn: today)
        whole = start..<limit
        self.due = due?.day
        var end = Self.cut(words, from: trigger.verb, to: limit, keepsAll: trigger.kind == .marker)
        var begin = trigger.verb
        while end > max(begin, due?.words.upperBound ?? 0), ["and", "or", "so", "but", "then"].contains(words[end - 1].text) { end -= 1 }
        if let due, due.words.lowerBound >= begin {
            if due.words.lowerBound == begin { begin = due.words.upperBound }
            // "by Friday at noon", "tomorrow for Clara": a word or two after the date belong to it no more than "please" does.
            if due.words.upperBound >= end
                || (due.words.upperBound == end - 1 && ["please", "noon", "night"].contains(words[end - 1].text))
            {
                end = min(end, due.words.lowerBound)
            }
        }
        while end > begin, Self.loose.contains(words[end - 1].text) { end -= 1 }
        title = begin..<max(begin, min(end, limit))
        let doubt = words[start..<limit].indices.contains { index in
            let isBefore = index < trigger.start
            let text = words[index].text
            return Self.doubts.contains(text) || (isBefore && Self.doubtsBefore.contains(text))
                || (text == "if" && words[index...].dropFirst().first?.text != "possible")
                || (text == "guess" || text == "think") && index > start && words[index - 1].text == "i"
        }
        isHedged = trigger.isHedged || (doubt && trigger.kind != .marker)
    }

    private static let doubts: Set<String> = ["maybe", "might", "perhaps", "possibly", "probably", "hopefully", "unless"]
    private static let doubtsBefore: Set<String> = ["wondering", "someday", "eventually", "suppose"]
    /// Left over at the end when a date or an aside has been cut off.
    private static let loose: Set<String> = [
        "and", "or", "by", "on", "the", "so", "then", "for", "at", "please", "thanks", "okay", "right", "too", "but", "asap", "before",
        "until", "latest", "as", "soon", "with", "in", "also", "from", "of", "a",
    ]
    private static let afterComma: Set<String> = [
        "so", "because", "but", "which", "right", "okay", "ok", "if", "please", "thanks", "thank", "when", "though", "since", "yeah", "as",
        "while",
        "i", "i'll", "i'm", "we", "we'll", "it", "it's", "that's", "then", "you", "just", "maybe", "unless", "who", "where", "that", "this",
        "they",
        "he", "she", "there", "is", "would", "can", "could", "do", "does", "what", "after", "before", "once", "yes", "no", "sure", "like",
        "otherwise",
    ]
    private static let subjects: Set<String> = [
        "i", "i'll", "we", "we'll", "you", "he", "she", "they", "it", "that", "that's", "then", "i'm", "let's", "there", "if", "maybe",
        "it's", "hopefully", "see",
    ]

    private static func cut(_ words: [Word], from verb: Int, to limit: Int, keepsAll: Bool) -> Int {
        guard verb + 1 < limit else { return limit }
        for index in (verb + 1)..<limit {
            let word = words[index].text
            let mark = words[index - 1].mark
            if let mark, "—–;:?!".contains(mark), !keepsAll { return index }
            if mark == ",", afterComma.contains(word) || index == limit - 1 && words[index].isCapitalised && GivenNames.contains(word) {
                return index
            }
            if ["because", "but", "if", "unless", "though", "otherwise", "asap"].contains(word) { return index }
            let next = index + 1 < limit ? words[index + 1].text : ""
            if ["and", "so", "cause"].contains(word), subjects.contains(next) { return index }
            if word == "when", next == "you" || next == "i" { return index }
            if word == "as", next == "soon" || next == "well" { return index }
            if word == "after", next == "this" || next == "the", index + 2 < limit, ["call", "meeting"].contains(words[index + 2].text) {
                return index
            }
            if word == "for" && (next == "me" || next == "us") && index + 2 >= limit { return index }
        }
        return limit
    }
}
