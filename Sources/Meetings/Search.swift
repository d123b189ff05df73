package import Domain
import Storage

/// A page of somebody's meetings, the newest first.
package struct MeetingList: Sendable, Equatable {
    package let entries: [Entry]
    /// Where the next page begins; `nil` on the last one.
    package let next: MeetingCursor?

    package struct Entry: Sendable, Equatable {
        package let overview: MeetingOverview
        /// Where what was looked for stands; `nil` when nothing was.
        package let match: Match?
    }

    /// The place in a meeting that has most of what was looked for.
    package struct Match: Sendable, Equatable {
        package let passage: Passage
        package let snippet: Snippet
    }
}

extension Meetings {
    /// - Parameters:
    ///   - text: what to look for in titles, speakers, items, decisions and transcripts; blank or `nil` is everything.
    ///   - cursor: where an earlier page ended.
    package func list(of person: Person.ID, matching text: String?, after cursor: MeetingCursor?, limit: Int) async throws -> MeetingList {
        let query = text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : SearchQuery($0) }
        if let query, query.terms.isEmpty { return MeetingList(entries: [], next: nil) }
        return try await database.read(as: .person(person)) { session in
            let found = try MeetingTable(session).list(of: person, matching: query, after: cursor, limit: limit + 1)
            let shown = found.prefix(limit)
            let passages = try query.map { try PassageTable(session).find($0, in: shown.map(\.meeting.id), of: person) } ?? []
            let byMeeting = Dictionary(grouping: passages, by: \.meetingID)
            let entries = shown.map { overview in
                MeetingList.Entry(overview: overview, match: query.flatMap { Self.best(of: byMeeting[overview.meeting.id] ?? [], for: $0) })
            }
            return MeetingList(entries: entries, next: found.count > limit ? shown.last.map { MeetingCursor(after: $0.meeting) } : nil)
        }
    }

    /// The first that has most of the terms.
    private static func best(of passages: [Passage], for query: SearchQuery) -> MeetingList.Match? {
        let counts = passages.map { query.count(in: $0.text) }
        guard let most = counts.max(), let index = counts.firstIndex(of: most) else { return nil }
        return MeetingList.Match(passage: passages[index], snippet: Snippet(passages[index].text, query: query))
    }
}
