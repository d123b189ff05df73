package import struct Foundation.Date

/// What of a meeting goes out with anything made from it.
package struct MeetingDigest: Sendable, Equatable {
    package var title: String
    package var heldAt: Date
    /// The IANA name of the zone its days are told in.
    package var timeZone: String
    /// Seconds; `nil` when the transcript has no times.
    package var duration: Double?
    package var speakers: [String]
    /// A few sentences; empty when there is nothing to say.
    package var summary: String
    package var decisions: [String]
    /// The confident items, in the order of the transcript.
    package var items: [ActionItem]
    package var followUp: FollowUp?

    package init(
        title: String, heldAt: Date, timeZone: String, duration: Double? = nil, speakers: [String] = [], summary: String = "",
        decisions: [String] = [], items: [ActionItem] = [], followUp: FollowUp? = nil
    ) {
        self.title = title
        self.heldAt = heldAt
        self.timeZone = timeZone
        self.duration = duration
        self.speakers = speakers
        self.summary = summary
        self.decisions = decisions
        self.items = items
        self.followUp = followUp
    }

    /// - Parameter items: all of the meeting's; those that are only possible are left out.
    package init(_ meeting: Meeting, items: [MeetingItem], followUp: FollowUp? = nil) {
        self.init(
            title: meeting.title, heldAt: meeting.heldAt, timeZone: meeting.timeZone, duration: meeting.duration,
            speakers: meeting.speakers, summary: meeting.summary, decisions: meeting.decisions,
            items: items.map(\.item).filter { $0.band == .confident }, followUp: followUp
        )
    }
}
