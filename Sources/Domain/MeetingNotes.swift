/// What was found in a transcript.
package struct MeetingNotes: Sendable, Equatable {
    package var items: [ActionItem]
    /// Sentences of the transcript in which something was decided.
    package var decisions: [String]
    /// A few sentences; empty when there is nothing to say.
    package var summary: String
    /// `nil` unless it was clearly said: wrong is worse than empty.
    package var nextMeeting: NextMeeting?

    package init(items: [ActionItem], decisions: [String], summary: String, nextMeeting: NextMeeting? = nil) {
        self.items = items
        self.decisions = decisions
        self.summary = summary
        self.nextMeeting = nextMeeting
    }
}
