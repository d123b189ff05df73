import Domain

/// A sentence that says when people meet again, taken apart: `Let's meet again next Tuesday at 10 for half an hour.`
///
/// All of it has to be said: that they meet again, the day, and the time of day, or that it is the same as today's. What stands between
/// these may add nothing else, so that "let's meet the customer on Tuesday at 10" and "we could meet on Tuesday or so" are none.
struct Appointment: Equatable {
    let day: Day
    /// `nil` for the time at which this meeting began.
    let time: ClockTime?
    let minutes: Int?
    /// Asked, so that somebody has to agree.
    let isQuestion: Bool

    init?(_ sentence: Sentence, heldOn today: Day) {
        let words = sentence.words
        let texts = words.map(\.text)
        guard let cue = Self.cues.range(in: texts), texts.allSatisfy({ !Self.spoilers.contains($0) }) else { return nil }
        let length = Self.length(in: texts)
        let said = length.map { Array(words[..<$0.words.lowerBound]) } ?? words
        guard let (time, timeWords) = Self.time(in: said),
            let due = Self.day(in: said, around: timeWords, isSameTime: time == nil, heldOn: today)
        else { return nil }
        // Nothing else stands between the parts.
        let last = max(due.words.upperBound, timeWords.upperBound)
        let between = min(cue.upperBound, last)..<last
        guard
            between.allSatisfy({ index in
                due.words.contains(index) || timeWords.contains(index) || cue.contains(index) || Self.fillers.contains(texts[index])
            })
        else { return nil }
        // A zone that is named may be another one.
        if last < texts.count, Self.zones.contains(texts[last]) { return nil }
        day = due.day
        self.time = time
        minutes = length?.minutes
        isQuestion = sentence.text.hasSuffix("?")
    }

    private static let cues = Phrases([
        "same time next week", "same time tomorrow", "same time in two weeks", "let's meet", "we'll meet", "we will meet", "we meet again",
        "meet again", "meeting again", "let's reconvene", "we'll reconvene", "we reconvene", "reconvene", "regroup", "let's talk again",
        "we'll talk again", "talk again", "speak again", "let's sync", "sync again", "catch up again", "get together again",
        "next meeting is", "next meeting will be", "next meeting", "next call is", "next call will be", "next call", "next session",
        "next sync", "next check-in", "follow-up meeting", "follow-up call", "follow-up session", "follow up meeting", "follow up call",
        "schedule a follow-up", "book a follow-up", "see you all again", "see you again", "see you all", "see you", "talk to you",
        "wir treffen uns", "treffen wir uns", "wir sehen uns", "sehen wir uns", "nächstes treffen", "nächstes meeting",
        "das nächste treffen", "das nächste meeting", "gleiche zeit", "selbe zeit", "zur gleichen zeit",
    ])

    /// Words by which it is not said, but wondered, denied or told of another meeting.
    private static let spoilers: Set<String> = [
        "if", "unless", "maybe", "perhaps", "might", "could", "would", "should", "or", "not", "don't", "can't", "cannot", "won't", "never",
        "around", "about", "roughly", "probably", "ideally", "whether", "last", "every", "each", "usually", "normally", "was", "were",
        "hopefully", "depending", "tentatively", "oder", "vielleicht", "wenn", "falls", "nicht", "etwa", "gegen", "könnten", "eventuell",
    ]

    private static let fillers: Set<String> = [
        "again", "on", "at", "is", "will", "be", "for", "then", "back", "all", "everyone", "here", "the", "same", "place", "room", "our",
        "up", "to", "you", "online", "please", "just", "scheduled", "set", "planned", "and", "a", "an", "this", "time", "in", "wieder",
        "am", "um", "uns", "dann", "ist", "zur", "gleichen", "zeit", "nächste", "woche", "hier",
    ]

    private static let zones: Set<String> = [
        "cet", "cest", "gmt", "utc", "est", "edt", "et", "pst", "pdt", "pt", "cst", "cdt", "mst", "ist", "bst", "jst", "pacific", "eastern",
        "central", "london", "berlin", "your", "my", "their", "local", "new",
    ]

    /// The inner value is `nil` where it is the time of this meeting.
    private static func time(in words: [Word]) -> (ClockTime?, Range<Int>)? {
        if let phrase = TimePhrase.find(in: words) { return (phrase.time, phrase.words) }
        return sameTime.range(in: words.map(\.text)).map { (nil, $0) }
    }

    private static let sameTime = Phrases(["same time", "gleiche zeit", "selbe zeit", "gleichen zeit"])

    /// A day that is named as one. "Next week" is its Friday where something is due, and no day to meet on, unless at the same time.
    private static func day(in words: [Word], around time: Range<Int>, isSameTime: Bool, heldOn today: Day) -> DueDate? {
        let parts = [0..<time.lowerBound, time.upperBound..<words.count]
        let found = parts.filter { !$0.isEmpty }.compactMap { DueDate.find(in: words, range: $0, heldOn: today) }
        guard found.count == 1, let due = found.first, due.day >= today else { return nil }
        let texts = words[due.words].map(\.text)
        if texts.contains(where: isDay) { return due }
        let weeks = ["next week": 1, "nächste woche": 1, "in a week": 1, "in two weeks": 2, "in 2 weeks": 2, "in three weeks": 3]
        guard isSameTime, let count = weeks[texts.joined(separator: " ")] else { return nil }
        return DueDate(day: today.adding(days: 7 * count), words: due.words, isDeadline: false)
    }

    private static func isDay(_ word: String) -> Bool {
        CalendarDate.weekdays[word] != nil || CalendarDate.months[word] != nil || Day(word) != nil
            || ["today", "tomorrow", "heute", "morgen", "übermorgen"].contains(word)
            || word.wholeMatch(of: /\d{1,2}(st|nd|rd|th)/) != nil
    }

    /// `for half an hour`, `for 45 minutes`, at the end or before it.
    private static func length(in texts: [String]) -> (minutes: Int, words: Range<Int>)? {
        let spelled: [String: Int] = [
            "half an hour": 30, "an hour": 60, "one hour": 60, "two hours": 120, "an hour and a half": 90, "eine stunde": 60,
            "eine halbe stunde": 30,
        ]
        for index in texts.indices where ["for", "für"].contains(texts[index]) {
            let rest = texts[(index + 1)...]
            if let number = rest.first.flatMap({ Int($0) }), let unit = rest.dropFirst().first {
                let isHours = unit.hasPrefix("hour") || unit.hasPrefix("stunde")
                guard isHours || unit.hasPrefix("min") else { continue }
                let minutes = isHours ? number.multipliedReportingOverflow(by: 60).partialValue : number
                return (5...480).contains(minutes) ? (minutes, index..<(index + 3)) : nil
            }
            let found = spelled.filter { rest.starts(with: $0.key.split(separator: " ").map(String.init)) }
            if let longest = found.max(by: { $0.key.count < $1.key.count }) {
                return (longest.value, index..<(index + 1 + longest.key.split(separator: " ").count))
            }
        }
        return nil
    }
}
