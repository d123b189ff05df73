import Dispatch
import Domain
import Foundation
import Transcripts

/// Reads one transcript after the other, away from the threads that answer requests: the largest upload takes seconds.
struct ReadingDesk: Sendable {
    private let queue = DispatchQueue(label: "reading-transcripts")

    struct Reading: Sendable {
        let transcript: Transcript
        let notes: MeetingNotes
    }

    func read(_ bytes: [UInt8], heldAt: Date, timeZone: TimeZone) async throws(MeetingError) -> Reading {
        let result = await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(returning: Self.result(bytes, heldAt: heldAt, timeZone: timeZone))
            }
        }
        return try result.get()
    }

    private static func result(_ bytes: [UInt8], heldAt: Date, timeZone: TimeZone) -> Result<Reading, MeetingError> {
        do {
            let transcript = try Transcripts.parse(bytes)
            return .success(
                Reading(transcript: transcript, notes: Transcripts.extract(from: transcript, heldAt: heldAt, timeZone: timeZone)))
        } catch {
            return .failure(.transcript(error))
        }
    }
}
