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

    static func organisationName(_ text: String) throws(AccountError) -> String {
        guard let name = line(text) else { throw .invalidOrganisationName }
        return name
    }

    static func email(_ text: String) throws(AccountError) -> String {
        guard let email = MailAddress.checked(text) else { throw .invalidEmail }
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
