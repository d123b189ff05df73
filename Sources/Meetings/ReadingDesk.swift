import Dispatch
import Domain
import Foundation
import Transcripts

/// Reads one transcript after the other, away from the threads that answer requests: the largest upload takes seconds.
package final class ReadingDesk: Sendable {
    /// How many may wait, each with its transcript in memory.
    package static let capacity = 16

    private let queue = DispatchQueue(label: "reading-transcripts")
    private let line = WaitingLine(capacity: capacity)

    package init() {}

    /// How many wait behind the one that is read.
    package var waiting: Int { line.count }

    struct Reading: Sendable {
        let transcript: Transcript
        let notes: MeetingNotes
    }

    /// - Throws: ``MeetingError``; `CancellationError` when the task was cancelled while it waited.
    func read(_ bytes: [UInt8], heldAt: Date, timeZone: TimeZone, isTimeKnown: Bool) async throws -> Reading {
        try await work { Self.result(bytes, heldAt: heldAt, timeZone: timeZone, isTimeKnown: isTimeKnown) }.get()
    }

    /// Finds again what is said in a transcript, as of another day.
    ///
    /// - Throws: as ``read(_:heldAt:timeZone:isTimeKnown:)``.
    func notes(of transcript: Transcript, heldAt: Date, timeZone: TimeZone) async throws -> MeetingNotes {
        try await work { Transcripts.extract(from: transcript, heldAt: heldAt, timeZone: timeZone) }
    }

    /// Does one piece of work when its turn has come.
    ///
    /// - Throws: ``MeetingError/busy`` when too many wait; `CancellationError`.
    package func work<Output: Sendable>(_ work: @escaping @Sendable () -> Output) async throws -> Output {
        try await line.turn {
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: work()) }
            }
        }
    }

    private static func result(
        _ bytes: [UInt8], heldAt: Date, timeZone: TimeZone, isTimeKnown: Bool
    ) -> Result<Reading, MeetingError> {
        do {
            let transcript = try Transcripts.parse(bytes)
            let notes = Transcripts.extract(from: transcript, heldAt: heldAt, timeZone: timeZone, isTimeKnown: isTimeKnown)
            return .success(Reading(transcript: transcript, notes: notes))
        } catch {
            return .failure(.transcript(error))
        }
    }
}
