import Domain

/// A meeting in a list.
struct MeetingRow: Sendable {
    let href: String
    let title: String
    let date: String
    let items: String
    let sent: String?
    /// `2 on their way`; `nil` where none is, or where nobody looks for it.
    let pending: String?
    let speakers: String

    init(_ overview: MeetingOverview, pending: Int = 0, reader: Reader) {
        let meeting = overview.meeting
        href = "/meetings/\(meeting.id)"
        title = meeting.title
        date = reader.moment.full(meeting.heldAt)
        items = reader.texts("meetings.items", count: overview.items)
        sent =
            overview.delivered == 0
            ? nil : reader.texts("meetings.sent", ["delivered": "\(overview.delivered)", "items": "\(overview.items)"])
        self.pending = pending == 0 ? nil : reader.texts("meetings.pending", count: pending)
        speakers = meeting.speakers.prefix(4).joined(separator: ", ")
    }
}
