import Domain

/// A part of a transcript on a page, and the way to the next.
struct SegmentList: Sendable {
    /// The number of the first, from 1.
    let start: Int
    let segments: [Item]
    let nextHref: String?
    let nextLabel: String?

    struct Item: Sendable {
        let index: Int
        let speaker: String?
        let time: String?
        let text: String
    }

    /// - Parameter from: the first shown; where it lies beyond the end, nothing is.
    init(_ all: [Segment], from first: Int, of meeting: Meeting.ID, texts: Texts) {
        let end = min(first + SegmentLink.pageSize, all.count)
        start = first + 1
        segments = (min(first, end)..<end).map { index in
            Item(index: index, speaker: all[index].speaker, time: all[index].start.map(Moment.offset), text: all[index].text)
        }
        nextHref = end < all.count ? SegmentLink.page(with: end, in: meeting) : nil
        nextLabel = end < all.count ? texts("transcript.next", ["shown": "\(end)", "all": "\(all.count)"]) : nil
    }
}
