import Domain

/// A day a sentence names, counted from the day of the meeting. Nothing is ever guessed: what is vague gives no day.
///
/// The choices where English leaves one: a weekday is the coming one, today excluded; "this Friday" lies in this calendar week and may
/// be today; "next Friday" lies in the next calendar week (weeks begin on Monday); a week's end is its Friday, and so is "next week";
/// "before Friday" names Friday; of "Thursday or Friday" the later counts.
struct DueDate {
    let day: Day
    /// The positions of the words that name it, the preposition included.
    let words: Range<Int>
    /// Whether a word such as "by" or "until" says that it is a deadline.
    let isDeadline: Bool

    static func find(in words: [Word], range: Range<Int>? = nil, heldOn today: Day) -> DueDate? {
        let range = range ?? words.indices
        var best: DueDate?
        var index = range.lowerBound
        while index < range.upperBound {
            guard let found = phrase(in: words, at: index, limit: range.upperBound, heldOn: today) else {
                index += 1
                continue
            }
            let due = widen(found, in: words, from: range.lowerBound, to: range.upperBound)
            index = due.words.upperBound
            guard !isSomethingElse(due, in: words) else { continue }
            if let earlier = best, due.words.lowerBound == earlier.words.upperBound + 1, words[earlier.words.upperBound].text == "or" {
                best = DueDate(
                    day: max(earlier.day, due.day), words: earlier.words.lowerBound..<due.words.upperBound,
                    isDeadline: earlier.isDeadline || due.isDeadline)
            } else if best == nil || due.isDeadline || best?.isDeadline == false {
                best = due
            }
        }
        return best
    }

    private static func phrase(in words: [Word], at index: Int, limit: Int, heldOn today: Day) -> (Day, Range<Int>)? {
        guard DuePhrase.canBegin(with: words[index].text) else { return nil }
        let preceding = words[max(0, index - 2)..<index].map(\.text).joined(separator: " ")
        let phrase = DuePhrase(words: words[index..<limit], today: today, preceding: index == 1 ? " " + preceding : preceding)
        guard let (day, length) = phrase.read() else { return nil }
        return (day, index..<min(index + length, limit))
    }

    private static let deadlines: Set<String> = ["by", "until", "till", "before", "due", "latest", "bis", "within"]
    private static let prepositions: Set<String> = [
        "on", "for", "at", "the", "of", "am", "zum", "in", "from", "around", "about", "sometime", "than", "no", "later", "is", "this",
    ]

    /// Takes in "by the", "no later than" and "at the latest".
    private static func widen(_ found: (Day, Range<Int>), in words: [Word], from first: Int, to limit: Int) -> DueDate {
        var lower = found.1.lowerBound
        var upper = found.1.upperBound
        var isDeadline = words[found.1].contains { ["eod", "eow", "eom", "eoy", "cob", "within"].contains($0.text) }
        while lower > first, found.1.lowerBound - lower < 4 {
            let word = words[lower - 1].text
            if deadlines.contains(word) || (word == "than" && lower - 1 > first && words[lower - 2].text == "later") {
                isDeadline = true
                lower -= word == "than" ? 2 : 1
                if lower > first, ["no", "not"].contains(words[lower - 1].text), word == "than" { lower -= 1 }
                break
            }
            guard prepositions.contains(word), word != "is", word != "from", words[lower - 1].mark == nil else { break }
            lower -= 1
        }
        for tail in [["at", "the", "latest"], ["the", "latest"], ["latest"], ["or", "so"], ["or", "earlier"]]
        where words[upper..<limit].prefix(tail.count).map(\.text) == tail {
            upper += tail.count
            break
        }
        return DueDate(day: found.0, words: lower..<upper, isDeadline: isDeadline)
    }

    private static let pastWords: Set<String> = ["last", "past", "every", "each", "since", "previous", "from", "yesterday", "not", "than"]
    private static let events: Set<String> = [
        "meeting", "meetings", "demo", "call", "sync", "standup", "review", "session", "workshop", "board", "retro", "planning", "release",
        "conference", "presentation", "launch", "deadline", "build", "update", "report", "version", "agenda", "s", "lunch", "interview",
    ]

    /// "last Friday", "every Monday", "the Friday meeting", "Friday's demo": days, but none to do something by.
    private static func isSomethingElse(_ due: DueDate, in words: [Word]) -> Bool {
        if due.words.lowerBound > 0, pastWords.contains(words[due.words.lowerBound - 1].text) { return true }
        guard due.words.upperBound < words.count, words[due.words.upperBound - 1].mark == nil else { return false }
        return events.contains(words[due.words.upperBound].text)
    }
}
