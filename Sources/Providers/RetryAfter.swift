package import Foundation

/// `Retry-After` in both its forms: seconds, or an HTTP date (RFC 9110, section 10.2.3).
package enum RetryAfter {
    /// - Parameter sentAt: by the clock of whoever named the date.
    package static func seconds(_ value: String, sentAt: Date) -> Double? {
        let text = value.trimmingCharacters(in: .whitespaces)
        if let seconds = Double(text), seconds.isFinite, seconds >= 0 { return seconds }
        return date(text).map { max(0, $0.timeIntervalSince(sentAt)) }
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
    static func date(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return formatter.date(from: text)
    }
}
