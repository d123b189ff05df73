/// An event as somebody sees it in the calendar, names instead of ids.
package struct GoogleEventReading: Codable, Sendable, Equatable {
    package let id: String
    /// The id of its calendar: the account's mail for a primary one.
    package let calendar: String
    /// `confirmed`, `tentative` or `cancelled`.
    package let status: String
    package let summary: String?
    package let description: String?
    package let location: String?
    /// A day (`2026-11-27`), or a moment in ISO 8601 with milliseconds, in UTC.
    package let start: String
    package let end: String
    /// An IANA name, when it came with the start.
    package let timeZone: String?
    package let attendees: [String]
    /// Who was told of it by mail.
    package let notified: [String]
    /// The mail of the account whose token made it.
    package let createdBy: String
    /// ISO 8601 with milliseconds.
    package let createdAt: String
    package let url: String
    package let meet: String?
}
