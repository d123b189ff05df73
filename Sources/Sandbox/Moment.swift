import Foundation

/// A moment to the millisecond, as the providers write one: `2026-11-22T23:15:04.120Z`.
struct Moment: Codable, Sendable, Comparable {
    /// Since 1970.
    let milliseconds: Int

    init(_ date: Date) {
        milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded())
    }

    /// Nothing when it is not a moment in ISO 8601.
    init?(_ text: String) {
        let withMilliseconds = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        guard let date = (try? withMilliseconds.parse(text)) ?? (try? Date.ISO8601FormatStyle().parse(text)) else { return nil }
        self.init(date)
    }

    init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    func adding(seconds: Int) -> Moment {
        Moment(milliseconds: milliseconds + seconds * 1000)
    }

    var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

    var text: String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    static func < (left: Moment, right: Moment) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
