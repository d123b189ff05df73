import Foundation

/// When an event begins or ends: a day, or a moment.
struct GoogleEventTime: Codable, Sendable {
    /// `2026-11-27`, for an event that lasts whole days.
    let day: String?
    /// The moment; of a day, its midnight in UTC.
    let moment: Moment
    /// The IANA name that came with it.
    let timeZone: String?

    /// - Parameter name: `start` or `end`, for the error.
    init(_ value: JSON, name: String) throws(GoogleFault) {
        let zone = value["timeZone"]?.string
        if let zone, TimeZone(identifier: zone) == nil { throw .invalid("Invalid time zone definition for \(name) time.") }
        timeZone = zone
        switch (value["date"]?.string, value["dateTime"]?.string) {
        case (let date?, nil):
            guard let midnight = Self.midnight(date) else { throw .invalid("Invalid value for: Invalid format: \"\(date)\"") }
            day = date
            moment = midnight
        case (nil, let text?):
            guard let parsed = Self.moment(text, in: zone) else { throw .invalid("Invalid value for: Invalid format: \"\(text)\"") }
            day = nil
            moment = parsed
        case (nil, nil):
            throw .required("Missing \(name) time.")
        default:
            throw .invalid("Invalid \(name) time: it has both date and dateTime.")
        }
    }

    /// Nothing when there is no such day.
    static func midnight(_ day: String) -> Moment? {
        guard let match = day.wholeMatch(of: /(\d{4})-(\d{2})-(\d{2})/) else { return nil }
        return moment(match.1, match.2, match.3, seconds: 0, in: .gmt)
    }

    /// RFC 3339; the offset may only be left out when a time zone says what the clock means.
    private static func moment(_ text: String, in zone: String?) -> Moment? {
        let pattern = /(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d{2}):(\d{2}))?/
        guard let match = text.wholeMatch(of: pattern), let hour = Int(match.4), let minute = Int(match.5), let second = Int(match.6),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let seconds = hour * 3_600 + minute * 60 + second
        if match.8 != nil { return moment(match.1, match.2, match.3, seconds: seconds, in: .gmt) }
        if let sign = match.9, let hours = match.10.flatMap({ Int($0) }), let minutes = match.11.flatMap({ Int($0) }) {
            guard hours < 24, minutes < 60 else { return nil }
            let offset = (hours * 3_600 + minutes * 60) * (sign == "-" ? -1 : 1)
            return moment(match.1, match.2, match.3, seconds: seconds - offset, in: .gmt)
        }
        return zone.flatMap(TimeZone.init(identifier:)).flatMap { moment(match.1, match.2, match.3, seconds: seconds, in: $0) }
    }

    private static func moment(_ year: Substring, _ month: Substring, _ day: Substring, seconds: Int, in zone: TimeZone) -> Moment? {
        guard let year = Int(year), let month = Int(month), let day = Int(day) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let components = DateComponents(year: year, month: month, day: day)
        guard let midnight = calendar.date(from: components), calendar.dateComponents([.year, .month, .day], from: midnight) == components
        else { return nil }
        let wallClock = midnight.addingTimeInterval(Double(seconds))
        return Moment(wallClock.addingTimeInterval(-Double(zone.secondsFromGMT(for: wallClock))))
    }
}
