/// What was found in a transcript.
package struct MeetingNotes: Sendable, Equatable {
    package var items: [ActionItem]
    /// Sentences of the transcript in which something was decided.
    package var decisions: [String]
    /// A few sentences; empty when there is nothing to say.
    package var summary: String

    package init(items: [ActionItem], decisions: [String], summary: String) {
        self.items = items
        self.decisions = decisions
        self.summary = summary
    }
}
