package import Domain
package import Foundation
import Storage

/// What would become of an upload; nothing of it is kept.
package struct UploadPreview: Sendable, Equatable {
    package let title: String
    package let heldAt: Date
    package let timeZone: String
    package let format: TranscriptFormat
    package let speakers: [String]
    /// Seconds; `nil` when the transcript has no times.
    package let duration: Double?
    package let segments: Int
    package let notes: MeetingNotes
    /// The meeting that the same bytes made before.
    package let known: Meeting.ID?

    package var items: [ActionItem] { notes.items.filter { $0.band == .confident } }
}

extension Meetings {
    /// Reads a transcript as ``add(_:for:)`` would.
    ///
    /// - Throws: ``MeetingError``, for the same reasons.
    package func preview(_ upload: Upload, for person: Person) async throws -> UploadPreview {
        let known = try await known(Digest.sha256(upload.bytes), person.id)
        let record = try await record(upload, for: person, isSample: false)
        let meeting = record.meeting
        return UploadPreview(
            title: meeting.title, heldAt: meeting.heldAt, timeZone: meeting.timeZone, format: meeting.format, speakers: meeting.speakers,
            duration: meeting.duration, segments: record.segments.count,
            notes: MeetingNotes(
                items: record.items.map(\.item), decisions: meeting.decisions, summary: meeting.summary,
                nextMeeting: record.followUp.flatMap { followUp in
                    followUp.quote.map { NextMeeting(startsAt: followUp.startsAt, minutes: followUp.minutes, quote: $0) }
                }), known: known
        )
    }
}
