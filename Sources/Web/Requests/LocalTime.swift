import Domain
import Foundation

/// A moment as the browser's field for date and time writes it: `2026-11-20T10:00`, in a person's zone.
enum LocalTime {
    private static func calendar(_ zone: String) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        return calendar
    }

    static func text(_ date: Date, in zone: String) -> String {
        let style = Date.ISO8601FormatStyle(timeZone: TimeZone(identifier: zone) ?? .gmt)
        return String(date.formatted(style.year().month().day().time(includingFractionalSeconds: false)).prefix(16))
    }

    /// `nil` for an empty text.
    ///
    /// - Throws: ``WebError/malformed(_:)`` for what is no time.
    static func date(_ text: String?, in zone: String) throws(WebError) -> Date? {
        guard let text, !text.isEmpty else { return nil }
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        let clock = halves.count == 2 ? halves[1].split(separator: ":").prefix(2).compactMap { Int($0) } : []
        guard halves.count == 2, let day = Day(halves[0]), clock.count == 2, (0...23).contains(clock[0]),
            (0...59).contains(clock[1]),
            let date = calendar(zone).date(
                from: DateComponents(year: day.year, month: day.month, day: day.day, hour: clock[0], minute: clock[1]))
        else { throw .malformed("Write the time of the meeting as in 2026-11-20T10:00.") }
        return date
    }
}
