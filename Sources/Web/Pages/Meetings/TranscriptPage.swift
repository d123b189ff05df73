import Domain
import Meetings

/// A further part of a long transcript.
struct TranscriptPage: Page {
    static let template = "transcript"
    let title: String
    let range: String
    let meetingHref: String
    let previousHref: String?
    let list: SegmentList

    init(_ record: MeetingRecord, from first: Int, texts: Texts) {
        title = record.meeting.title
        list = SegmentList(record.segments, from: first, of: record.meeting.id, texts: texts)
        let last = first + list.segments.count
        range = texts("transcript.range", ["first": "\(first + 1)", "last": "\(last)", "all": "\(record.segments.count)"])
        meetingHref = "/meetings/\(record.meeting.id)"
        previousHref = first == 0 ? nil : SegmentLink.page(with: max(0, first - 1), in: record.meeting.id)
    }

    func title(in texts: Texts) -> String { title }
}
