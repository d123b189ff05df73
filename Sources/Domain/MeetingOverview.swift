/// A meeting in a list, with how far its items have come.
package struct MeetingOverview: Sendable, Equatable {
    package let meeting: Meeting
    /// Confident action items.
    package let items: Int
    /// Of them, those that have arrived somewhere.
    package let delivered: Int

    package init(meeting: Meeting, items: Int, delivered: Int) {
        self.meeting = meeting
        self.items = items
        self.delivered = delivered
    }
}
