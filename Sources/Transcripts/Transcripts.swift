package import Domain

package import struct Foundation.Date
package import struct Foundation.TimeZone

/// Text in, transcript and notes out: recognises what a person uploads and finds what was promised in it.
///
/// Pure: no network, no clock, no randomness; the same bytes always give the same answer, in time linear in their number.
package enum Transcripts {
    /// The most bytes ``parse(_:)`` takes: 10 MiB, about a hundred hours of talk.
    package static let sizeLimit = 10 * 1024 * 1024

    /// Recognises the layout by content. Throws TranscriptError.
    package static func parse(_ bytes: [UInt8]) throws(TranscriptError) -> Transcript {
        guard bytes.count <= sizeLimit else { throw .tooLarge(limit: sizeLimit) }
        let text = try PlainText.decode(bytes)
        for layout in Layout.all where layout.recognises(text) {
            let segments = Turns.segments(from: layout.read(text))
            guard !segments.isEmpty else { throw .noSpeech }
            return Transcript(format: layout.format, segments: segments)
        }
        throw .unknownLayout
    }

    /// The seam that a later issue replaces the insides of.
    ///
    /// - Parameters:
    ///   - heldAt: when the meeting began: "Friday" is counted from the day this was in `timeZone`.
    ///   - isTimeKnown: whether ``heldAt`` is more than the day, so that "same time next week" says when.
    package static func extract(
        from transcript: Transcript, heldAt: Date, timeZone: TimeZone, isTimeKnown: Bool = true
    ) -> MeetingNotes {
        let items = ActionItems.find(in: transcript, heldOn: Day(of: heldAt, in: timeZone))
        let decisions = Decisions.find(in: transcript)
        let summary = Summary.write(transcript, items: items, decisions: decisions)
        let next = FollowUps.find(in: transcript, heldAt: heldAt, timeZone: timeZone, isTimeKnown: isTimeKnown)
        return MeetingNotes(items: items, decisions: decisions, summary: summary, nextMeeting: next)
    }
}
