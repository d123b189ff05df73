import Domain
import Foundation

/// Days in the words of what is sent out.
enum DayText {
    /// `Fri 27 Nov 2026`
    static func short(_ day: Day) -> String {
        guard let date = midnight(day) else { return day.description }
        return date.formatted(style(.gmt).weekday(.abbreviated).day().month(.abbreviated).year()).replacing(",", with: "")
    }

    /// `Friday 20 November 2026`
    static func long(_ date: Date, in zone: TimeZone) -> String {
        date.formatted(style(zone).weekday(.wide).day().month(.wide).year()).replacing(",", with: "")
    }

    /// `Tue 24 Nov 2026, 10:00`
    static func moment(_ date: Date, in zone: TimeZone) -> String {
        let day = date.formatted(style(zone).weekday(.abbreviated).day().month(.abbreviated).year()).replacing(",", with: "")
        return "\(day), \(time(date, in: zone))"
    }

    /// `10:00`
    static func time(_ date: Date, in zone: TimeZone) -> String {
        ClockTime(of: date, in: zone)?.description ?? ""
    }

    /// The day after, for intervals whose end is not in them.
    static func next(_ day: Day) -> Day {
        guard let date = midnight(day) else { return day }
        return Day(date.addingTimeInterval(86400).formatted(Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day())) ?? day
    }

    private static func midnight(_ day: Day) -> Date? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar.date(from: DateComponents(year: day.year, month: day.month, day: day.day))
    }

    private static func style(_ zone: TimeZone) -> Date.FormatStyle {
        Date.FormatStyle(locale: Locale(identifier: "en_GB"), timeZone: zone)
    }
}
