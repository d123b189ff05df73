import Domain

import struct Foundation.Date
import struct Foundation.TimeZone

/// Finds out whether people have said when they meet again.
///
/// Nothing is guessed: what is asked counts once somebody else agrees, what somebody objects to does not count, and two different times
/// are none.
enum FollowUps {
    /// An answer comes within this many segments.
    private static let patience = 3

    /// - Parameter isTimeKnown: whether `heldAt` tells the time at which the meeting began, for "same time next week".
    static func find(in transcript: Transcript, heldAt: Date, timeZone: TimeZone, isTimeKnown: Bool) -> NextMeeting? {
        let today = Day(of: heldAt, in: timeZone)
        let usual = isTimeKnown ? ClockTime(of: heldAt, in: timeZone) : nil
        var found: [NextMeeting] = []
        for (index, segment) in transcript.segments.enumerated() {
            for sentence in Sentence.split(segment, at: index) {
                guard let appointment = Appointment(sentence, heldOn: today), let time = appointment.time ?? usual,
                    let moment = time.moment(on: appointment.day, in: timeZone), moment > heldAt,
                    isAgreed(appointment, by: sentence.speaker, answers: transcript.segments.dropFirst(index + 1).prefix(patience), index)
                else { continue }
                found.append(NextMeeting(startsAt: moment, minutes: appointment.minutes, quote: String(sentence.text)))
            }
        }
        guard let first = found.first, found.allSatisfy({ $0.startsAt == first.startsAt }) else { return nil }
        return found.first { $0.minutes != nil } ?? first
    }

    private static func isAgreed(_ appointment: Appointment, by speaker: String?, answers: ArraySlice<Segment>, _ index: Int) -> Bool {
        var isAgreed = !appointment.isQuestion
        for segment in answers {
            for sentence in Sentence.split(segment, at: index).prefix(2) {
                let words = sentence.words.map(\.text)
                if objections.range(in: words) != nil { return false }
                guard segment.speaker != speaker else { continue }
                switch Reply(sentence) {
                case .declined: return false
                case .agreed, .taken: isAgreed = true
                case .none: isAgreed = isAgreed || agreements.range(in: words) != nil
                }
            }
        }
        return isAgreed
    }

    private static let agreements = Phrases([
        "works for me", "that works", "works", "perfect", "great", "see you then", "fine by me", "fine with me", "good for me", "passt",
        "perfekt",
    ])
    private static let objections = Phrases([
        "doesn't work", "does not work", "won't work", "can't make", "cannot make", "i can't", "instead", "rather", "how about",
        "what about", "too early", "too late", "conflict", "conflicts", "make it", "move it", "another day", "already booked", "i'm out",
        "on holiday", "on vacation", "passt nicht", "geht nicht", "lieber", "wait",
    ])
}
