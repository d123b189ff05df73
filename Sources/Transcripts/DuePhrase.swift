import Domain

/// The words from one position on, read as a day.
struct DuePhrase {
    let words: ArraySlice<Word>
    let today: Day
    /// The two words before.
    var preceding = ""

    /// Whether a word can begin a phrase at all: most words cannot, and are not looked at twice.
    static func canBegin(with word: String) -> Bool {
        starts.contains(word) || word.utf8.first.map { (48...57).contains($0) } == true || CalendarDate.canBegin(with: word)
            || numbers[word] != nil
    }

    private static let starts: Set<String> = [
        "today", "tonight", "eod", "cob", "heute", "tomorrow", "tmrw", "morgen", "übermorgen", "eow", "eom", "eoq", "eoy", "end", "close",
        "ende",
        "beginning", "start", "early", "middle", "mid", "mid-week", "later", "late", "anfang", "mitte", "day", "this", "next", "coming",
        "diese",
        "diesen", "nächste", "nächsten", "nächster", "kommenden", "following", "week", "first", "in", "within",
    ]

    /// The day, and how many words name it.
    func read() -> (Day, length: Int)? {
        guard let first = word(0) else { return nil }
        if let calendar = CalendarDate(words: words, today: today, preceding: preceding).read() { return calendar }
        switch first {
        case "today", "tonight", "eod", "cob", "heute": return afterToday(first)
        case "tomorrow", "tmrw", "morgen": return (today.adding(days: 1), 1 + partOfDay(at: 1))
        case "übermorgen": return (today.adding(days: 2), 1)
        case "eow": return (friday(weeks: 0), 1)
        case "eom": return (today.endOfMonth, 1)
        case "eoq": return (endOfQuarter, 1)
        case "eoy": return (yearEnd, 1)
        case "end", "close", "ende": return end()
        case "beginning", "start", "early", "middle", "mid", "mid-week", "later", "late", "anfang", "mitte": return partOfPeriod()
        case "day" where matches("day after tomorrow"): return (today.adding(days: 2), 3)
        case "this", "next", "coming", "diese", "diesen", "nächste", "nächsten", "nächster", "kommenden", "following": return qualified()
        case "week" where matches("week after next"): return (friday(weeks: 2), 3)
        case "first" where matches("first thing"): return firstThing()
        case "in", "within": return distance(from: 1)
        default: return weekdayPhrase() ?? numberFromNow()
        }
    }

    private func word(_ offset: Int) -> String? {
        let index = words.startIndex + offset
        return index < words.endIndex ? words[index].text : nil
    }

    private func matches(_ phrase: String, at offset: Int = 0) -> Bool {
        let parts = phrase.split(separator: " ")
        return parts.indices.allSatisfy { word(offset + $0) == String(parts[$0]) }
    }

    private func friday(weeks: Int) -> Day {
        let friday = today.monday.adding(days: 4 + 7 * weeks)
        return friday < today ? friday.adding(days: 7) : friday
    }

    private var endOfQuarter: Day { today.adding(months: (3 - today.month % 3) % 3).endOfMonth }
    private var yearEnd: Day { Day(year: today.year, month: 12, day: 31) ?? today }

    /// "EOD tomorrow" is tomorrow; "EOD" alone is today.
    private func afterToday(_ first: String) -> (Day, length: Int)? {
        guard first == "eod" || first == "cob" else { return (today, 1 + partOfDay(at: 1)) }
        let offset = ["on", "of"].contains(word(1) ?? "") ? 2 : 1
        if let (day, length) = rest(offset).read() { return (day, offset + length) }
        return (today, 1)
    }

    private func rest(_ offset: Int) -> DuePhrase {
        DuePhrase(words: words.dropFirst(offset), today: today)
    }

    private func partOfDay(at offset: Int) -> Int {
        let parts: Set<String> = ["morning", "afternoon", "evening", "night", "noon", "midday", "früh", "abend", "lunchtime"]
        if let part = word(offset), parts.contains(part) { return 1 }
        return matches("end of day", at: offset) ? 3 : matches("eod", at: offset) || matches("cob", at: offset) ? 1 : 0
    }

    /// "end of day", "end of next week", "end of the month", "close of business Friday".
    private func end() -> (Day, length: Int)? {
        let isGerman = word(0) == "ende"
        var offset = 1
        if word(offset) == "of" { offset += 1 } else if !isGerman { return nil }
        var isNext = false
        while let qualifier = word(offset), Self.qualifiers.contains(qualifier) {
            isNext = isNext || qualifier.hasPrefix("n")
            offset += 1
        }
        switch word(offset) {
        case "day", "business", "play", "today", "tages":
            let after = ["on", "of", "for"].contains(word(offset + 1) ?? "") ? offset + 2 : offset + 1
            if let (day, length) = rest(after).read() { return (day, after + length) }
            return (today, offset + 1)
        case "week", "woche", "workweek": return (friday(weeks: isNext ? 1 : 0), offset + 1)
        case "month", "monats", "monat": return (isNext ? today.adding(months: 1).endOfMonth : today.endOfMonth, offset + 1)
        case "quarter", "quartals":
            return (isNext ? endOfQuarter.adding(months: 3).endOfMonth : endOfQuarter, offset + 1)
        case "year", "jahres": return (isNext ? yearEnd.adding(months: 12) : yearEnd, offset + 1)
        case let other?:
            if let weekday = CalendarDate.weekdays[other] { return (coming(weekday), offset + 1) }
            if other == "tomorrow" { return (today.adding(days: 1), offset + 1) }
            guard let month = CalendarDate.months[other], word(0) == "end" || isGerman else { return nil }
            let year = month < today.month ? today.year + 1 : today.year
            return Day(year: year, month: month, day: 1).map { ($0.endOfMonth, offset + 1) }
        case nil: return nil
        }
    }

    private static let qualifiers: Set<String> = [
        "the", "this", "next", "of", "our", "der", "des", "dieser", "dieses", "nächster", "nächsten",
    ]

    /// "beginning of next week" is its Monday, "middle of next week" its Wednesday, "later this week" its Friday.
    private func partOfPeriod() -> (Day, length: Int)? {
        let part = word(0) ?? ""
        var offset = word(1) == "of" ? 2 : 1
        var weeks = 0
        var isQualified = part == "mid-week"
        while let qualifier = word(offset), Self.qualifiers.contains(qualifier) || qualifier == "nächste" || qualifier == "diese" {
            weeks = qualifier.hasPrefix("n") ? 1 : weeks
            isQualified = isQualified || qualifier != "the"
            offset += 1
        }
        guard isQualified, let unit = word(offset) else { return nil }
        let isStart = ["beginning", "start", "early", "anfang"].contains(part)
        let isLate = part == "late" || part == "later"
        switch unit {
        case "week", "woche":
            let day = isLate ? friday(weeks: weeks) : today.monday.adding(days: 7 * weeks + (isStart ? 0 : 2))
            return day < today ? nil : (day, offset + 1)
        case "month", "monats":
            let month = today.adding(months: weeks)
            let day = isLate ? month.endOfMonth : Day(year: month.year, month: month.month, day: isStart ? 1 : 15)
            return day.flatMap { $0 < today ? nil : ($0, offset + 1) }
        case "today" where isLate: return (today, offset + 1)
        default: return nil
        }
    }

    /// "this Friday", "next Tuesday", "next week", "this afternoon".
    private func qualified() -> (Day, length: Int)? {
        let first = word(0) ?? ""
        let isNext = first.hasPrefix("n")
        guard let second = word(1) else { return nil }
        if let weekday = CalendarDate.weekdays[second] {
            if isNext { return (today.monday.adding(days: 7 + weekday), 2) }
            let day = today.monday.adding(days: weekday)
            return (first == "coming" || day < today ? coming(weekday) : day, 2 + partOfDay(at: 2))
        }
        switch second {
        case "week", "woche":
            let offset = ["on", "by", "am"].contains(word(2) ?? "") ? 3 : 2
            if let weekday = word(offset).flatMap({ CalendarDate.weekdays[$0] }) {
                return (today.monday.adding(days: (isNext ? 7 : 0) + weekday), offset + 1)
            }
            return (friday(weeks: isNext ? 1 : 0), 2)
        case "month", "monat": return ((isNext ? today.adding(months: 1) : today).endOfMonth, 2)
        case "morning", "afternoon", "evening": return first == "this" ? (today, 2) : nil
        default: return nil
        }
    }

    private func coming(_ weekday: Int) -> Day {
        today.adding(days: (weekday - today.weekday + 6) % 7 + 1)
    }

    private func firstThing() -> (Day, length: Int)? {
        let offset = ["on", "in"].contains(word(2) ?? "") ? 3 : 2
        if matches("the morning", at: offset) { return (today.adding(days: 1), offset + 2) }
        return rest(offset).read().map { ($0.0, offset + $0.1) }
    }

    /// "Friday", "Friday next week", "Friday of next week", "Monday week".
    private func weekdayPhrase() -> (Day, length: Int)? {
        guard let weekday = word(0).flatMap({ CalendarDate.weekdays[$0] }), isDayName else { return nil }
        for (phrase, weeks) in [("next week", 1), ("of next week", 1), ("this week", 0), ("of this week", 0), ("nächste woche", 1)]
        where matches(phrase, at: 1) {
            return (today.monday.adding(days: 7 * weeks + weekday), 1 + phrase.split(separator: " ").count)
        }
        if matches("after next", at: 1) { return (today.monday.adding(days: 14 + weekday), 3) }
        return (coming(weekday), 1 + partOfDay(at: 1))
    }

    /// "sun", "sat" and "wed" are words too: short names count only when written with a capital.
    private var isDayName: Bool {
        guard let first = words.first else { return false }
        return first.text.utf8.count > 4 || first.isCapitalised
    }

    /// "two weeks", "3 days", "a month" after "in" or "within".
    private func distance(from offset: Int) -> (Day, length: Int)? {
        var offset = offset
        if ["the", "next", "about", "den"].contains(word(offset) ?? "") { offset += word(offset + 1) == "next" ? 2 : 1 }
        var count = 1
        if let number = word(offset).flatMap({ Self.numbers[$0] ?? Int($0) }) {
            guard (1...366).contains(number) else { return nil }
            count = number
            offset += 1
            if matches("couple of", at: offset) {
                (count, offset) = (2, offset + 2)
            } else if word(offset) == "couple" {
                (count, offset) = (2, offset + 1)
            }
        } else if word(offset - 1) != "next" {
            return nil
        }
        if word(offset) == "business" || word(offset) == "working" {
            guard word(offset + 1)?.hasPrefix("day") == true else { return nil }
            var day = today
            for _ in 0..<count { day = day.adding(days: day.weekday == 4 ? 3 : day.weekday == 5 ? 2 : 1) }
            return (day, offset + 2)
        }
        switch word(offset) {
        case "day", "days", "tag", "tagen", "tage": return (today.adding(days: count), offset + 1)
        case "week", "weeks", "woche", "wochen", "week's", "weeks'": return (today.adding(days: 7 * count), offset + 1)
        case "fortnight": return (today.adding(days: 14 * count), offset + 1)
        case "month", "months", "monat", "monaten": return (today.adding(months: count), offset + 1)
        case "hours" where count.isMultiple(of: 24): return (today.adding(days: count / 24), offset + 1)
        default: return nil
        }
    }

    private static let numbers: [String: Int] = [
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "twelve": 12, "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "vier": 4,
    ]

    /// "two weeks from now", "a week from Friday", "3 days from today".
    private func numberFromNow() -> (Day, length: Int)? {
        guard let first = word(0), Self.numbers[first] != nil || Int(first) != nil, let (day, length) = distance(from: 0),
            word(length) == "from"
        else { return nil }
        if word(length + 1) == "now" || word(length + 1) == "today" { return (day, length + 2) }
        guard let (base, baseLength) = rest(length + 1).read() else { return nil }
        return (base.adding(days: day.number - today.number), length + 1 + baseLength)
    }
}
