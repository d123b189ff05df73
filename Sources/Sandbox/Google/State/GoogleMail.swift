/// A mail that was sent.
package struct GoogleMail: Codable, Sendable, Equatable {
    /// 16 hexadecimal digits.
    package let id: String
    package let threadID: String
    /// The account that sent it.
    package let account: String
    /// The name before the address, when `From` gave one.
    package let fromName: String?
    package let to: [String]
    package let cc: [String]
    /// Told to nobody but the sender.
    package let bcc: [String]
    package let subject: String
    /// With its angle brackets.
    package let messageID: String
    /// The plain text part.
    package let text: String?
    /// The HTML part, word for word.
    package let html: String?
    /// The file names of other parts.
    package let attachments: [String]
    /// ISO 8601 with milliseconds.
    package let sentAt: String

    var recipients: [String] { to + cc + bcc }

    /// Whether it lies in this account's inbox.
    func isReceived(by email: String) -> Bool {
        recipients.contains { $0.lowercased() == email.lowercased() }
    }
}
