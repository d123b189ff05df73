import Domain
import Foundation

/// Times as people read them: in their own zone and language.
struct Moment: Sendable {
    private let zone: TimeZone
    private let texts: Texts

    /// An unknown zone reads as UTC.
    init(timeZone: String, texts: Texts) {
        zone = TimeZone(identifier: timeZone) ?? .gmt
        self.texts = texts
    }

    /// `Fri 20 Nov 2026, 10:00`
    func full(_ date: Date) -> String {
        "\(date.formatted(style(zone).weekday(.abbreviated).day().month(.abbreviated).year())), \(date.formatted(style(zone).hour().minute()))"
    }

    /// `42 minutes`, of a length in seconds; less than one is one.
    func minutes(_ seconds: Double) -> String {
        texts("moment.minutes", count: max(1, Int((seconds / 60).rounded())))
    }

    /// `10:00`
    func time(_ date: Date) -> String {
        date.formatted(style(zone).hour().minute())
    }

    /// `20 Nov 2026`
    func day(_ date: Date) -> String {
        date.formatted(style(zone).day().month(.abbreviated).year())
    }

    /// `Fri 27 Nov`: a day is the same in every zone.
    func short(_ day: Day) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        guard let date = calendar.date(from: DateComponents(year: day.year, month: day.month, day: day.day)) else { return day.description }
        return date.formatted(style(.gmt).weekday(.abbreviated).day().month(.abbreviated))
    }

    /// `just now`, `5 min ago`, `2 h ago`, then the day.
    func ago(_ date: Date, now: Date) -> String {
        let minutes = Int(now.timeIntervalSince(date) / 60)
        switch minutes {
        case ..<1: return texts("moment.now")
        case ..<60: return texts("moment.minutes-ago", ["count": "\(minutes)"])
        case ..<1440: return texts("moment.hours-ago", ["count": "\(minutes / 60)"])
        default: return texts("moment.on-day", ["day": day(date)])
        }
    }

    /// `0:26`, `1:02:20`: seconds from the start of a meeting.
    static func offset(_ seconds: Double) -> String {
        let whole = Int(seconds)
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        let padded = rest < 10 ? "0\(rest)" : "\(rest)"
        return hours > 0 ? "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(padded)" : "\(minutes):\(padded)"
    }

    private func style(_ zone: TimeZone) -> Date.FormatStyle {
        // English as most of the world writes its dates: the day first, and 24 hours.
        Date.FormatStyle(locale: Locale(identifier: texts.language == "en" ? "en_GB" : texts.language), timeZone: zone)
    }
}
