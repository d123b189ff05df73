import Domain
import Foundation

/// What a name, a mail address and a time zone have to look like.
enum Profile {
    static func name(_ text: String) throws(AccountError) -> String {
        guard let name = line(text) else { throw .invalidName }
        return name
    }

    static func tokenName(_ text: String) throws(AccountError) -> String {
        guard let name = line(text) else { throw .invalidTokenName }
        return name
    }

    /// One `@` with something on both sides; whether mail arrives there only mail can tell (RFC 5321, section 4.5.3.1.3: 254 bytes).
    static func email(_ text: String) throws(AccountError) -> String {
        let email = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), email.utf8.count <= 254,
            email.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F && !"<>,;:\"()[]\\".unicodeScalars.contains($0) })
        else { throw .invalidEmail }
        return email
    }

    static func timeZone(_ text: String) throws(AccountError) -> String {
        guard TimeZone(identifier: text) != nil, text.utf8.count <= 64 else { throw .invalidTimeZone }
        return text
    }

    private static func line(_ text: String) -> String? {
        let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let isPlain = line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        return (1...100).contains(line.count) && line.utf8.count <= 400 && isPlain ? line : nil
    }
}
