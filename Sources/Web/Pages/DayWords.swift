import Domain
import Foundation

/// Days as people read them.
enum DayWords {
    /// `Fri 27 Nov`
    static func short(_ day: Day) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        guard let date = calendar.date(from: DateComponents(year: day.year, month: day.month, day: day.day)) else { return day.description }
        let style = Date.FormatStyle(locale: Locale(identifier: "en_GB"), timeZone: .gmt)
        return date.formatted(style.weekday(.abbreviated).day().month(.abbreviated))
    }
}
