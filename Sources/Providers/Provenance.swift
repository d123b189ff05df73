import Domain
import Foundation

/// Where something made from a meeting comes from, in the words that go with it.
struct Provenance: Sendable {
    let quote: String?
    let meeting: String
    /// The day it was held, `YYYY-MM-DD` in the person's zone.
    let day: String
    /// Time into the meeting, `0:01:02`; `nil` where the transcript has no times.
    let time: String?
    /// Whoever it is sent for, where the account is not theirs.
    let sentFor: String?

    init(_ order: Order) {
        quote = if case .followUp(let followUp) = order.subject { followUp.quote } else { order.item?.wording }
        meeting = order.meeting.title
        sentFor = order.sentFor
        day = order.meeting.day
        time = order.item?.at.map { Duration.seconds($0).formatted(.time(pattern: .hourMinuteSecond)) }
    }

    /// Where it was said.
    var source: String { "From the meeting “\(meeting)” of \(day)\(moment).\(sentFor.map { " Sent for \($0)." } ?? "")" }

    /// The quote and where it was said.
    var text: String { quote.map { "“\($0)”\n\n\(source)" } ?? source }

    /// The same as Markdown in which the transcript's words format nothing.
    var markdown: String {
        let person = sentFor.map { " Sent for \(Markdown.escape($0))." } ?? ""
        let source = "From the meeting *\(Markdown.escape(meeting))* of \(day)\(moment).\(person)"
        return quote.map { "> \(Markdown.escape($0))\n\n\(source)" } ?? source
    }

    private var moment: String { time.map { " at \($0)" } ?? "" }
}

extension FollowUp {
    /// As with the days of a meeting: UTC for a zone that is not known any more.
    var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }
}

extension MeetingDigest {
    /// A zone that is not known any more must not hold anything up: its days are told in UTC then.
    var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }

    /// The day it was held, `YYYY-MM-DD`.
    var day: String {
        heldAt.formatted(Date.ISO8601FormatStyle(timeZone: zone).year().month().day())
    }
}
