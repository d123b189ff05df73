import Domain

/// A day named by its number: `December 3`, `3rd of December`, `the 5th`, `2026-12-03`, `12/25`.
struct CalendarDate {
    let words: ArraySlice<Word>
    let today: Day
    /// The two words before, which tell "by the 5th" from "the 5th item".
    var preceding = ""

    /// 0 for Monday.
    static let weekdays: [String: Int] = [
        "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6, "mon": 0, "tue": 1, "tues": 1,
        "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6, "montag": 0, "dienstag": 1, "mittwoch": 2,
        "donnerstag": 3, "freitag": 4, "samstag": 5, "sonntag": 6,
    ]

    static let months: [String: Int] = [
        "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10,
        "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
        "oct": 10,
        "nov": 11, "dec": 12, "januar": 1, "februar": 2, "märz": 3, "mai": 5, "juni": 6, "juli": 7, "oktober": 10, "dezember": 12,
    ]

    static func canBegin(with word: String) -> Bool {
        weekdays[word] != nil || months[word] != nil || ordinals[word] != nil
    }

    /// The day, and how many words name it.
    func read() -> (Day, length: Int)? {
        guard let first = text(0) else { return nil }
        if first.utf8.count == 10, let day = Day(first) { return (day, 1) }
        if first.utf8.first.map({ (48...57).contains($0) }) == true || Self.ordinals[first] != nil {
            let isLed = Self.numberLeaders.contains(String(preceding.drop { $0 != " " }.dropFirst()))
            return (isLed ? numeric(first) : nil) ?? dayAndMonth() ?? dayAlone()
        }
        return monthAndDay() ?? weekdayAndDate()
    }

    private func text(_ offset: Int) -> String? {
        let index = words.startIndex + offset
        return index < words.endIndex ? words[index].text : nil
    }

    private static let ordinals: [String: Int] = [
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
        "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "twentieth": 20, "thirtieth": 30,
    ]

    /// 1 to 31, from "3", "3rd" or "third".
    private func dayNumber(_ offset: Int, ordinal: Bool = false) -> Int? {
        guard let word = text(offset) else { return nil }
        if let spelled = Self.ordinals[word] { return spelled }
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), (1...31).contains(number) else { return nil }
        let suffix = word.dropFirst(digits.count)
        return (suffix.isEmpty && !ordinal) || ["st", "nd", "rd", "th"].contains(suffix) ? number : nil
    }

    /// "December 3", "December the 3rd, 2026".
    private func monthAndDay() -> (Day, length: Int)? {
        guard let month = text(0).flatMap({ Self.months[$0] }) else { return nil }
        let offset = text(1) == "the" ? 2 : 1
        guard let number = dayNumber(offset), text(0) != "may" || words.first?.isCapitalised == true else { return nil }
        return date(month: month, day: number, length: offset + 1)
    }

    /// "3 December", "3rd of December", "the third of December".
    private func dayAndMonth() -> (Day, length: Int)? {
        guard let number = dayNumber(0) else { return nil }
        let offset = text(1) == "of" ? 2 : 1
        guard let month = text(offset).flatMap({ Self.months[$0] }),
            text(offset) != "may" || words.dropFirst(offset).first?.isCapitalised == true
        else { return nil }
        return date(month: month, day: number, length: offset + 1)
    }

    /// "Friday, December 3", "Friday the 5th": the date decides.
    private func weekdayAndDate() -> (Day, length: Int)? {
        guard text(0).flatMap({ Self.weekdays[$0] }) != nil else { return nil }
        let offset = text(1) == "the" ? 2 : 1
        let rest = CalendarDate(words: words.dropFirst(offset), today: today)
        guard
            let (day, length) = offset == 2 ? rest.dayAndMonth() ?? rest.dayAlone(certain: true) : rest.monthAndDay() ?? rest.dayAndMonth()
        else { return nil }
        return (day, offset + length)
    }

    /// With a year where one follows, else the next such day, today included.
    private func date(month: Int, day: Int, length: Int) -> (Day, length: Int)? {
        if let year = text(length).flatMap(Int.init), (2000...2100).contains(year) {
            return Day(year: year, month: month, day: day).map { ($0, length + 1) }
        }
        guard let thisYear = Day(year: today.year, month: month, day: day), thisYear >= today else {
            return Day(year: today.year + 1, month: month, day: day).map { ($0, length) }
        }
        return (thisYear, length)
    }

    /// "24/7" is no day, "by 12/25" is.
    private static let numberLeaders: Set<String> = ["by", "on", "until", "till", "before", "for", "due", "than", "bis", "am", "zum", "is"]
    private static let leaders: Set<String> = [
        "by the", "on the", "until the", "before the", "till the", "for the", "due the", "than the",
    ]
    private static let followers: Set<String> = [
        "and", "at", "so", "to", "please", "or", "if", "when", "then", "because", "but", "for", "with", "latest", "of",
    ]

    /// "the 5th" after a preposition, "by the fifth": of this month, or of the next if it is over. "The 5th item" is no day.
    private func dayAlone(certain: Bool = false) -> (Day, length: Int)? {
        guard let number = dayNumber(0, ordinal: true), let source = words.first else { return nil }
        let isEnd = source.mark != nil || text(1) == nil || Self.followers.contains(text(1) ?? "")
        guard certain || (isEnd && Self.leaders.contains(preceding)) else { return nil }
        let ofMonth = text(1) == "of" && ["the", "this", "next"].contains(text(2) ?? "") && text(3) == "month"
        guard text(1) != "of" || ofMonth || source.mark != nil else { return nil }
        let base = ofMonth && text(2) == "next" ? today.adding(months: 1) : today
        for months in 0...2 {
            let month = base.adding(months: months)
            if let day = Day(year: month.year, month: month.month, day: number), day >= today { return (day, ofMonth ? 4 : 1) }
        }
        return nil
    }

    /// `12/25`, `25/12`, `5/5` or with a year; `12/3` may be either, so it is none. German writes `3.12.`.
    private func numeric(_ word: String) -> (Day, length: Int)? {
        for separator in ["/", "."] {
            let parts = word.split(separator: separator, omittingEmptySubsequences: false).map { Int($0) ?? 0 }
            guard (2...3).contains(parts.count), parts.allSatisfy({ $0 > 0 }) else { continue }
            let (first, second) = (parts[0], parts[1])
            let isDayFirst = first > 12 || separator == "."
            guard isDayFirst || second > 12 || first == second else { return nil }
            let (day, month) = isDayFirst ? (first, second) : (second, first)
            guard parts.count == 3 else { return date(month: month, day: day, length: 1) }
            let year = parts[2] < 100 ? parts[2] + 2000 : parts[2]
            return Day(year: year, month: month, day: day).map { ($0, 1) }
        }
        return nil
    }
}
