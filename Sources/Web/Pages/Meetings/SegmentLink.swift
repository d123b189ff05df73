import Domain

/// Where a segment of a transcript is shown: on the meeting's page, or further on in a long transcript.
enum SegmentLink {
    /// Segments on a page. With this many a page stays below 100 KB, however long the meeting was.
    static let pageSize = 100

    static func href(_ segment: Int, in meeting: Meeting.ID) -> String {
        page(with: segment, in: meeting) + "#segment-\(segment)"
    }

    static func page(with segment: Int, in meeting: Meeting.ID) -> String {
        let from = segment / pageSize * pageSize
        return from == 0 ? "/meetings/\(meeting)" : "/meetings/\(meeting)/transcript?from=\(from)"
    }
}
