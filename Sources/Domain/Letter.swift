/// A mail to one person, in plain text.
package struct Letter: Sendable, Equatable {
    /// Stays the same over attempts, so that a mailbox can tell a repetition.
    package let id: String
    package let to: String
    package let subject: String
    package let text: String

    package init(id: String, to: String, subject: String, text: String) {
        self.id = id
        self.to = to
        self.subject = subject
        self.text = text
    }
}

/// Why a letter did not go out.
package enum LetterError: Error, Equatable {
    case later(reason: String)
    /// Trying again will not help.
    case refused(reason: String)
}
