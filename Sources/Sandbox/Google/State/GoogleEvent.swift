/// An event as its calendar keeps it.
struct GoogleEvent: Codable, Sendable {
    /// Unique within its calendar, also after it was deleted.
    let id: String
    let calendarID: String
    let creatorID: String
    let iCalUID: String
    /// The fields the client sent, of those that can be written.
    let fields: [String: JSON]
    let start: GoogleEventTime
    let end: GoogleEventTime
    /// Its page.
    let url: String
    /// The Meet call that was made for it.
    let meetURL: String?
    /// Who was told of it by mail, as `sendUpdates` asked.
    let notified: [String]
    let createdAt: Moment
    var updatedAt: Moment
    var isCancelled = false

    var summary: String? { fields["summary"]?.string }
    var description: String? { fields["description"]?.string }
    var location: String? { fields["location"]?.string }

    /// The mail addresses of the guests.
    var guests: [String] {
        guard case .array(let guests)? = fields["attendees"] else { return [] }
        return guests.compactMap { $0["email"]?.string }
    }

    /// What the address of its page ends in.
    static func eid(_ id: String, inCalendar calendar: String) -> String { Base64URL.encoded("\(id) \(calendar)".utf8) }
}
