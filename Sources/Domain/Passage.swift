/// A piece of a meeting that can be found by its words.
package struct Passage: Sendable, Equatable {
    package enum Part: String, Sendable, CaseIterable {
        case title, item, decision, transcript, speakers
    }

    package let meetingID: Meeting.ID
    package let part: Part
    /// Which of its kind, from 0: for the transcript its ``segment`` and which piece of that; 0 for items.
    package let number: Int
    /// The action item it is.
    package let itemID: MeetingItem.ID?
    package let text: String

    package init(meetingID: Meeting.ID, part: Part, number: Int = 0, itemID: MeetingItem.ID? = nil, text: String) {
        self.meetingID = meetingID
        self.part = part
        self.number = number
        self.itemID = itemID
        self.text = text
    }

    /// Title, speakers and decisions of a meeting.
    package static func all(of meeting: Meeting) -> [Passage] {
        let speakers = meeting.speakers.joined(separator: ", ")
        return [Passage(meetingID: meeting.id, part: .title, text: meeting.title)]
            + (speakers.isEmpty ? [] : [Passage(meetingID: meeting.id, part: .speakers, text: speakers)])
            + meeting.decisions.enumerated().map { Passage(meetingID: meeting.id, part: .decision, number: $0, text: $1) }
    }

    package static func all(of segments: [Segment], in meeting: Meeting.ID) -> [Passage] {
        segments.enumerated().flatMap { index, segment in
            pieces(of: segment.text).enumerated().map { piece, text in
                Passage(meetingID: meeting, part: .transcript, number: index + piece * pieceStride, text: text)
            }
        }
    }

    /// Which segment of the transcript it is from.
    package var segment: Int { number % Self.pieceStride }

    private static let pieceStride = 100_000_000
    /// Bytes; PostgreSQL takes no more than a megabyte of words in one, and marks are sooner found in little.
    static let longest = 16_384

    /// A long text in pieces that end between words where there are any.
    private static func pieces(of text: String) -> [String] {
        guard text.utf8.count > longest else { return [text] }
        var pieces: [String] = []
        var (piece, size) = ("", 0)
        for word in text.split(separator: " ").flatMap({ cut($0) }) {
            if size > 0, size + 1 + word.utf8.count > longest {
                pieces.append(piece)
                (piece, size) = ("", 0)
            }
            piece += size == 0 ? word : " " + word
            size = piece.utf8.count
        }
        return pieces + [piece]
    }

    /// What has no gap in it for too long.
    private static func cut(_ word: Substring) -> [Substring] {
        var (parts, rest) = ([Substring](), word)
        while rest.utf8.count > longest {
            let part = rest.prefix(longest / 4)
            parts.append(part)
            rest = rest.dropFirst(part.count)
        }
        return parts + [rest]
    }

    package init(_ item: MeetingItem) {
        self.init(
            meetingID: item.meetingID, part: .item, itemID: item.id,
            text: [item.item.title, item.item.owner].compactMap(\.self).joined(separator: " · "))
    }
}
