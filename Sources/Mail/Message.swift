package import Domain
package import Foundation

/// A letter as it goes over the wire (RFC 5322): plain text, base64, so that no line of it can be taken for anything else.
package struct Message: Sendable, Equatable {
    package let sender: String
    package let recipient: String
    /// Header and body, lines ended by CRLF.
    package let text: String

    /// - Throws: `LetterError.refused` for an address that plain SMTP does not take.
    package init(_ letter: Letter, from sender: String, at now: Date) throws(LetterError) {
        guard Mailbox.isValid(letter.to) else { throw .refused(reason: "the mail address is not one that can be written to") }
        self.sender = sender
        recipient = letter.to
        let domain = sender.split(separator: "@").last.map(String.init) ?? "localhost"
        let header = [
            "From: Meeting Intelligence <\(sender)>", "To: <\(letter.to)>", "Subject: \(Self.words(letter.subject))",
            "Date: \(Self.date(now))", "Message-ID: <\(letter.id)@\(domain)>", "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
        ]
        let body = Data(letter.text.replacing("\n", with: "\r\n").utf8)
            .base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
        text = (header + ["", body, ""]).joined(separator: "\r\n")
    }

    /// As it is where it is ASCII, else as encoded words (RFC 2047), none of them longer than 75 characters and none with half a character.
    private static func words(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return text }
        var words: [String] = []
        // Looked at one by one, because CR and LF together are one character.
        var rest = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))[...]
        while !rest.isEmpty {
            var word = ""
            while let next = rest.first, (word + String(next)).utf8.count <= 42 || word.isEmpty {
                word.append(next)
                rest = rest.dropFirst()
            }
            words.append("=?utf-8?B?\(Data(word.utf8).base64EncodedString())?=")
        }
        return words.joined(separator: "\r\n ")
    }

    /// `Fri, 20 Nov 2026 10:00:00 +0000`
    private static func date(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss xx"
        return formatter.string(from: date)
    }
}
