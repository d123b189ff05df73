import Domain
import Meetings

/// The list of meetings, and what was found in them.
struct MeetingsPage: Page {
    static let template = "meetings"
    let meetings: [FoundMeeting]
    let hasMeetings: Bool
    /// Whether there is anything to look for: not on the first visit.
    let canSearch: Bool
    let query: String
    let hasQuery: Bool
    let nextHref: String?
    let firstHref: String?

    init(_ list: MeetingList, query: String, isFirst: Bool, reader: Reader) {
        meetings = list.entries.map { FoundMeeting($0, reader: reader) }
        hasMeetings = !meetings.isEmpty
        self.query = query
        hasQuery = query.contains { !$0.isWhitespace }
        canSearch = hasMeetings || hasQuery || !isFirst
        let search = hasQuery ? "q=\(Query.escape(query))" : nil
        nextHref = list.next.map { "/meetings?" + [search, "cursor=\($0.text)"].compactMap(\.self).joined(separator: "&") }
        firstHref = isFirst ? nil : "/meetings" + (search.map { "?\($0)" } ?? "")
    }
}

/// A meeting in the list, with the place in it that was looked for.
struct FoundMeeting: Sendable {
    let row: MeetingRow
    let href: String
    let isSample: Bool
    let place: String?
    let runs: [Snippet.Run]
    let hasMatch: Bool

    init(_ entry: MeetingList.Entry, reader: Reader) {
        row = MeetingRow(entry.overview, reader: reader)
        isSample = entry.overview.meeting.isSample
        // The title itself is there to be read anyway.
        let match = entry.match.flatMap { $0.passage.part == .title ? nil : $0 }
        href = match.map { Self.href($0.passage) } ?? row.href
        place = match.map { reader.texts("found.\($0.passage.part.rawValue)") }
        runs = match?.snippet.runs ?? []
        hasMatch = match != nil
    }

    private static func href(_ passage: Passage) -> String {
        switch passage.part {
        case .item: "/meetings/\(passage.meetingID)" + (passage.itemID.map { "#item-\($0)" } ?? "")
        case .transcript: SegmentLink.href(passage.segment, in: passage.meetingID)
        case .decision: "/meetings/\(passage.meetingID)#decisions"
        case .title, .speakers: "/meetings/\(passage.meetingID)"
        }
    }
}
