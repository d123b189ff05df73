import Domain

/// Words that name a time of day: `at 10`, `10:30`, `3 pm`, `half past nine`, `um 10 Uhr`.
///
/// Without "am" or "pm" an hour from 1 to 5 is one of the afternoon and from 8 to 12 of the morning; 6 and 7 may be either, and name none.
struct TimePhrase {
    let time: ClockTime
    /// The positions of the words that name it, the preposition included.
    let words: Range<Int>

    /// The only one there is; `nil` also where there are several.
    static func find(in words: [Word]) -> TimePhrase? {
        var found: [TimePhrase] = []
        var index = 0
        while index < words.count {
            guard let phrase = phrase(in: words, at: index) else {
                index += 1
                continue
            }
            found.append(phrase)
            index = phrase.words.upperBound
        }
        return found.count == 1 ? found[0] : nil
    }

    private static let prepositions: Set<String> = ["at", "um"]
    private static let numbers: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
        "twelve": 12, "eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
        "elf": 11, "zwölf": 12,
    ]

    private static func phrase(in words: [Word], at start: Int) -> TimePhrase? {
        let isLed = prepositions.contains(words[start].text)
        let first = isLed ? start + 1 : start
        guard first < words.count, let (reading, length) = reading(words[first...]) else { return nil }
        // A bare number is a time only where a preposition says so: "10 people".
        guard isLed || reading.isClock, let time = reading.time else { return nil }
        let end = first + length
        if end < words.count, words[end - 1].mark == nil, !isLed || !reading.isClock, nouns.contains(words[end].text) { return nil }
        return TimePhrase(time: time, words: start..<end)
    }

    /// What is counted, and not a time: `at 10 percent`.
    private static let nouns: Set<String> = [
        "percent", "people", "users", "customers", "items", "euros", "dollars", "points", "minutes", "hours", "days", "weeks", "prozent",
    ]

    private struct Reading {
        var hour: Int
        var minute = 0
        /// `nil` where neither was said.
        var isAfternoon: Bool?
        /// Written so that it can be nothing but a time.
        var isClock = false
        /// Counts to 24, as `07:30` does.
        var isLong = false

        var time: ClockTime? {
            if let isAfternoon {
                guard (1...12).contains(hour) else { return nil }
                return ClockTime(hour: hour % 12 + (isAfternoon ? 12 : 0), minute: minute)
            }
            if isLong || hour > 12 { return ClockTime(hour: hour, minute: minute) }
            switch hour {
            case 1...5: return ClockTime(hour: hour + 12, minute: minute)
            case 8...12: return ClockTime(hour: hour, minute: minute)
            default: return nil
            }
        }
    }

    private static func reading(_ words: ArraySlice<Word>) -> (Reading, length: Int)? {
        guard let first = words.first?.text else { return nil }
        if ["noon", "midday", "mittag"].contains(first) { return (Reading(hour: 12, isClock: true), 1) }
        if let past = quarters(words) { return past }
        guard var reading = digits(first) ?? numbers[first].map({ Reading(hour: $0) }) else { return nil }
        let rest = words.dropFirst().map(\.text)
        if reading.isAfternoon != nil { return (reading, 1) }
        // `10 a.m.` is cut at its full stops.
        let isParted = ["a", "p"].contains(rest.first) && rest.dropFirst().first == "m"
        if let half = rest.first, ["am", "pm"].contains(half) || isParted {
            reading.isAfternoon = half.hasPrefix("p")
            reading.isClock = true
            return (reading, isParted ? 3 : 2)
        }
        if ["o'clock", "uhr", "sharp"].contains(rest.first) {
            reading.isClock = true
            guard rest.first == "uhr", reading.minute == 0, rest.count > 1, let minute = Int(rest[1]), (1...59).contains(minute) else {
                return (reading, 2)
            }
            reading.minute = minute
            return (reading, 3)
        }
        return (reading, 1)
    }

    /// `10`, `10:30`, `10.30`, `10am`, `10:30pm`.
    private static func digits(_ word: String) -> Reading? {
        guard let match = word.wholeMatch(of: /(\d{1,2})(?:[:.](\d{2}))?(am|pm|h)?/), let hour = Int(match.1) else { return nil }
        var reading = Reading(hour: hour, minute: match.2.flatMap { Int($0) } ?? 0)
        reading.isClock = match.2 != nil || match.3 != nil
        reading.isLong = match.1.hasPrefix("0") || match.3 == "h"
        if let half = match.3, half != "h" { reading.isAfternoon = half == "pm" }
        return reading
    }

    /// `half past nine`, `quarter to ten`.
    private static func quarters(_ words: ArraySlice<Word>) -> (Reading, length: Int)? {
        let texts = words.prefix(4).map(\.text)
        let offset = texts.first == "a" ? 1 : 0
        guard texts.count > offset + 2, let hour = numbers[texts[offset + 2]] ?? Int(texts[offset + 2]) else { return nil }
        switch (texts[offset], texts[offset + 1]) {
        case ("half", "past"): return (Reading(hour: hour, minute: 30, isClock: true), offset + 3)
        case ("quarter", "past"): return (Reading(hour: hour, minute: 15, isClock: true), offset + 3)
        case ("quarter", "to") where hour > 1: return (Reading(hour: hour - 1, minute: 45, isClock: true), offset + 3)
        default: return nil
        }
    }
}
