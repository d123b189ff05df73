import Foundation

/// Days and times as a page writes them, in one time zone.
struct GoogleClock: Sendable {
    private let calendar: Calendar

    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    /// - Parameter zone: An IANA name; UTC when it is none.
    init(zone: String) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        self.calendar = calendar
    }

    /// Friday 27 November 2026
    func day(_ moment: Moment) -> String {
        let parts = calendar.dateComponents([.weekday, .day, .month, .year], from: moment.date)
        let weekday = Self.weekdays[((parts.weekday ?? 1) - 1) % 7]
        return "\(weekday) \(parts.day ?? 0) \(Self.months[((parts.month ?? 1) - 1) % 12]) \(parts.year ?? 0)"
    }

    /// 09:30
    func time(_ moment: Moment) -> String {
        let parts = calendar.dateComponents([.hour, .minute], from: moment.date)
        return [parts.hour ?? 0, parts.minute ?? 0].map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
    }

    /// When an event is: its days, or its day and times.
    func span(_ event: GoogleEvent) -> String {
        if event.start.day != nil {
            let days = GoogleClock(zone: "UTC")
            let last = event.end.moment.adding(seconds: -86_400)
            return event.start.moment < last ? "\(days.day(event.start.moment)) to \(days.day(last))" : days.day(event.start.moment)
        }
        let end = day(event.start.moment) == day(event.end.moment) ? "" : "\(day(event.end.moment)), "
        return "\(day(event.start.moment)), \(time(event.start.moment)) – \(end)\(time(event.end.moment))"
    }
}
