import Foundation

/// Times as people read them, in their own zone.
struct Moment: Sendable {
    private let zone: TimeZone
    private let locale = Locale(identifier: "en_GB")

    /// An unknown zone reads as UTC.
    init(timeZone: String) {
        zone = TimeZone(identifier: timeZone) ?? .gmt
    }

    /// `Fri 20 Nov 2026, 10:00`
    func full(_ date: Date) -> String {
        date.formatted(style.weekday(.abbreviated).day().month(.abbreviated).year().hour().minute())
    }

    /// `20 Nov 2026`
    func day(_ date: Date) -> String {
        date.formatted(style.day().month(.abbreviated).year())
    }

    /// `just now`, `5 min ago`, `2 h ago`, then the day.
    func ago(_ date: Date, now: Date) -> String {
        let minutes = Int(now.timeIntervalSince(date) / 60)
        switch minutes {
        case ..<1: return "just now"
        case ..<60: return "\(minutes) min ago"
        case ..<1440: return "\(minutes / 60) h ago"
        default: return "on " + day(date)
        }
    }

    /// `0:26`, `1:02:20`: seconds from the start of a meeting.
    static func offset(_ seconds: Double) -> String {
        let whole = Int(seconds)
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        let padded = rest < 10 ? "0\(rest)" : "\(rest)"
        return hours > 0 ? "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(padded)" : "\(minutes):\(padded)"
    }

    private var style: Date.FormatStyle { Date.FormatStyle(locale: locale, timeZone: zone) }
}
