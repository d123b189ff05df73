import Domain
import Foundation
import Testing
import Transcripts

@Suite("A follow-up is suggested when it was clearly said, and never guessed")
struct FollowUpTests {
    /// The meeting is on Wednesday, 18 November 2026, at eleven in Berlin.
    private static func next(_ lines: String, isTimeKnown: Bool = true) throws -> NextMeeting? {
        let transcript = try Samples.parse("Ada: Good morning, everybody.\nBen: Hello.\n" + lines)
        return Transcripts.extract(
            from: transcript, heldAt: Samples.wednesday, timeZone: Samples.berlin, isTimeKnown: isTimeKnown
        ).nextMeeting
    }

    private static func text(_ next: NextMeeting?) -> String? {
        next.map {
            $0.startsAt.formatted(
                Date.ISO8601FormatStyle(timeZone: Samples.berlin).year().month().day().time(includingFractionalSeconds: false))
        }
    }

    @Test(arguments: [
        ("Let's meet again next Tuesday at 10.", "2026-11-24T10:00:00"), ("Same time next week.", "2026-11-25T11:00:00"),
        ("Okay, same time next week then.", "2026-11-25T11:00:00"), ("See you all tomorrow at 9:30.", "2026-11-19T09:30:00"),
        ("Our next meeting is on Friday at 3 pm.", "2026-11-20T15:00:00"),
        ("We'll meet again on Monday at half past nine.", "2026-11-23T09:30:00"),
        ("Let's reconvene on December 3 at 14:00.", "2026-12-03T14:00:00"), ("Let's sync again tomorrow at noon.", "2026-11-19T12:00:00"),
        ("Next Tuesday at 10 we meet again.", "2026-11-24T10:00:00"), ("Let's meet at 2 on Thursday.", "2026-11-19T14:00:00"),
        ("So, let's talk again on Friday at 8:15.", "2026-11-20T08:15:00"), ("Same time tomorrow, please.", "2026-11-19T11:00:00"),
        ("Let's meet again next Tuesday at 10 a.m. to review the draft.", "2026-11-24T10:00:00"),
        ("The next call will be on Thursday at quarter to four.", "2026-11-19T15:45:00"),
        ("Let's meet again in two weeks, same time.", "2026-12-02T11:00:00"),
        ("Let's meet again on 2026-12-03 at 10am.", "2026-12-03T10:00:00"),
        ("Wir treffen uns am Dienstag um 10 Uhr wieder.", "2026-11-24T10:00:00"),
        ("Dann sehen wir uns morgen um 9 Uhr 30.", "2026-11-19T09:30:00"),
    ])
    func `what was said is what is suggested`(line: String, moment: String) throws {
        let next = try Self.next("Ada: \(line)\nBen: Thank you.")
        #expect(Self.text(next) == moment)
        #expect(next?.quote == line)
        #expect(next?.minutes == nil)
    }

    @Test(arguments: [
        ("Let's meet again next Tuesday at 10 for half an hour.", 30), ("Let's meet again tomorrow at 9 for 45 minutes.", 45),
        ("Let's meet again tomorrow at 9 for an hour and a half to plan.", 90), ("We'll meet again on Monday at 2 for 2 hours.", 120),
    ])
    func `how long is kept where it was said`(line: String, minutes: Int) throws {
        #expect(try Self.next("Ada: \(line)")?.minutes == minutes)
    }

    @Test(arguments: [
        "Let's meet again next week.", "Let's meet again next Tuesday.", "Let's meet again at 10.",
        "We should meet again on Tuesday at 10.",
        "Maybe we meet again on Tuesday at 10.", "If that fails, let's meet again tomorrow at 10.",
        "Let's meet again on Tuesday or Wednesday at 10.",
        "Let's meet again on Tuesday around 10.", "Let's meet the customer on Tuesday at 10.", "I'll meet Clara on Friday at 10.",
        "Let's meet again tomorrow at 7.", "We meet every Tuesday at 10.", "Our next meeting is on Tuesday at 10 Pacific.",
        "Send the report by Friday at 10.", "We won't meet again on Tuesday at 10.", "Let's meet again on Tuesday at 10 or 11.",
        "Let's meet again next week at 10.", "See you tomorrow.", "The last meeting was on Tuesday at 10.",
        "Let's meet again on Tuesday at 10 percent.", "Shall we meet again on Tuesday at 10?", "Same time next year.",
    ])
    func `what is vague, another's or in doubt is not`(line: String) throws {
        #expect(try Self.next("Ada: \(line)\nBen: Hm.") == nil)
    }

    @Test func `a question counts once somebody else says yes, and an objection ends it`() throws {
        let question = "Ada: Can we meet again on Tuesday at 10?"
        #expect(try Self.text(Self.next("\(question)\nBen: Yes, works for me.")) == "2026-11-24T10:00:00")
        #expect(try Self.next("\(question)\nAda: Great.") == nil)
        #expect(try Self.next("\(question)\nBen: Sorry, I'm on a train then.") == nil)
        #expect(try Self.next("Ada: Let's meet again on Tuesday at 10.\nBen: I can't make that. How about Thursday?") == nil)
    }

    @Test func `a time that was moved is the new one, and two times are none`() throws {
        let moved =
            "Ada: Let's meet again on Tuesday at 10.\nBen: Tuesday doesn't work.\nAda: Fine.\nBen: Let's meet on Thursday at 2.\nAda: Perfect."
        #expect(try Self.text(Self.next(moved)) == "2026-11-19T14:00:00")
        let two = "Ada: Let's meet again on Tuesday at 10.\nBen: Good.\nAda: Yes.\nBen: Hm.\nAda: See you on Thursday at 2."
        #expect(try Self.next(two) == nil)
        let twice = "Ada: Let's meet again on Tuesday at 10.\nBen: Good.\nAda: See you all on Tuesday at 10 for 30 minutes."
        #expect(try Self.next(twice)?.minutes == 30)
    }

    @Test func `the same time says nothing where only the day is known`() throws {
        #expect(try Self.next("Ada: Same time next week.", isTimeKnown: false) == nil)
        #expect(try Self.text(Self.next("Ada: Let's meet again tomorrow at 10.", isTimeKnown: false)) == "2026-11-19T10:00:00")
    }

    @Test func `an hour that the clocks skip is none`() throws {
        let transcript = try Samples.parse("Ada: We meet again on 2027-03-28 at 02:30.\nBen: Good.")
        let notes = Transcripts.extract(from: transcript, heldAt: Samples.wednesday, timeZone: Samples.berlin)
        #expect(notes.nextMeeting == nil)
    }

    @Test func `the samples beside the project suggest nothing that was not said`() throws {
        for file in Samples.files("Examples") + Samples.files("../shared/transcripts") {
            guard let transcript = try? Transcripts.parse(Samples.bytes(file)) else { continue }
            let next = Transcripts.extract(from: transcript, heldAt: Samples.wednesday, timeZone: Samples.berlin).nextMeeting
            guard let next else { continue }
            #expect(transcript.segments.contains { $0.text.contains(next.quote) }, "\(file.lastPathComponent)")
        }
    }
}
