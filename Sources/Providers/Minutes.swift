import Domain
import Foundation

/// The notes of a meeting as they are sent: in the order and the words that mail, documents and messages share.
struct Minutes: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        var title: String
        var owner: String?
        /// `Fri 27 Nov 2026`
        var due: String?
        var quote: String?

        /// Who, and until when; empty where the transcript says neither.
        var facts: String {
            [owner, due.map { "by \($0)" }].compactMap(\.self).joined(separator: ", ")
        }
    }

    var title: String
    /// `Friday 20 November 2026 · 42 min · Ada, Ben`
    var facts: String
    /// Empty when there is nothing to say.
    var summary: String
    var decisions: [String]
    var items: [Entry]
    /// `Tuesday 24 November 2026, 10:00 to 10:30 (Europe/Berlin)`; `nil` where nothing is agreed.
    var next: String?

    /// - Parameter sentFor: whoever it is sent for, where the account is not theirs.
    init(_ meeting: MeetingDigest, sentFor: String? = nil) {
        title = meeting.title
        facts = [
            DayText.long(meeting.heldAt, in: meeting.zone), meeting.duration.map { "\(max(1, Int(($0 / 60).rounded()))) min" },
            meeting.speakers.isEmpty ? nil : meeting.speakers.joined(separator: ", "), sentFor.map { "Sent for \($0)" },
        ].compactMap(\.self).joined(separator: " · ")
        summary = meeting.summary
        decisions = meeting.decisions
        items = meeting.items.map(Self.entry)
        next = meeting.followUp.map { followUp in
            let times = [followUp.startsAt, followUp.endsAt].map { DayText.time($0, in: followUp.zone) }.joined(separator: " to ")
            return "\(DayText.long(followUp.startsAt, in: followUp.zone)), \(times) (\(followUp.zone.identifier))"
        }
    }

    /// As an order has it sent.
    init(_ order: Order) {
        self.init(order.meeting, sentFor: order.sentFor)
    }

    static func entry(_ item: ActionItem) -> Entry {
        Entry(title: item.title, owner: item.owner, due: item.dueOn.map(DayText.short), quote: item.wording)
    }

    /// `4 action items, 1 decision`
    var count: String {
        func counted(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
        return counted(items.count, "action item") + ", " + counted(decisions.count, "decision")
    }
}
