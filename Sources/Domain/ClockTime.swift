package import Foundation

/// A time of day without date or zone. Written `HH:MM`.
package struct ClockTime: Sendable, Equatable, CustomStringConvertible {
    /// 0 to 23.
    package let hour: Int
    package let minute: Int

    /// `nil` unless there is such a time.
    package init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        self.hour = hour
        self.minute = minute
    }

    /// Reads `HH:MM`; seconds, as some browsers send them, have to be none.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || (parts.count == 3 && parts[2] == "00"),
            parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }), let hour = Int(parts[0]),
            let minute = Int(parts[1])
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    /// The time it is in `timeZone` at `date`.
    package init?(of date: Date, in timeZone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let parts = calendar.dateComponents([.hour, .minute], from: date)
        self.init(hour: parts.hour ?? -1, minute: parts.minute ?? -1)
    }

    /// The moment it is on that day; `nil` where clocks skip it.
    package func moment(on day: Day, in timeZone: TimeZone) -> Date? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let parts = DateComponents(year: day.year, month: day.month, day: day.day, hour: hour, minute: minute)
        return calendar.date(from: parts).flatMap { ClockTime(of: $0, in: timeZone) == self ? $0 : nil }
    }

    package var description: String {
        [hour, minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
