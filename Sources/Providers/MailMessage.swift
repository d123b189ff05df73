import Domain
import Foundation

/// A mail as the bytes that are sent (RFC 5322, RFC 2045): the same content once as text and once as HTML.
struct MailMessage: Sendable {
    /// Left to the provider where it is not known.
    var from: AddrSpec?
    var to: [AddrSpec]
    var subject: String
    /// Without angle brackets; ours, so that the message can be told from others.
    var id: String
    /// Left to the provider where it is not known.
    var date: Date?
    var text: String
    var html: String
    /// Must not stand in any part; the parts are in Base64, which has no `=_`.
    var boundary: String

    var bytes: [UInt8] {
        var lines: [String] = []
        if let from { lines.append("From: <\(from)>") }
        lines.append("To: " + to.map { "<\($0)>" }.joined(separator: ",\r\n "))
        lines.append("Subject: " + EncodedWord.encode(subject))
        if let date { lines.append("Date: " + Self.date(date)) }
        lines += ["Message-ID: <\(id)>", "MIME-Version: 1.0", "Content-Type: multipart/alternative; boundary=\"\(boundary)\"", ""]
        lines += part("text/plain", text) + part("text/html", html) + ["--\(boundary)--", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private func part(_ type: String, _ content: String) -> [String] {
        let lines = content.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        let options: Data.Base64EncodingOptions = [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed]
        return [
            "--\(boundary)", "Content-Type: \(type); charset=utf-8", "Content-Transfer-Encoding: base64", "",
            Data(lines.utf8).base64EncodedString(options: options),
        ]
    }

    /// `Fri, 20 Nov 2026 10:00:00 +0000`
    private static func date(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        return formatter.string(from: date)
    }
}
