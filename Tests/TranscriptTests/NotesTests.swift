import Domain
import Foundation
import Testing
import Transcripts

@Suite("Decisions and summary say only what is there")
struct NotesTests {
    @Test(arguments: [
        "We decided to ship on Thursday.", "Okay, let's go with the blue logo.", "We're going with Postgres for now.",
        "Decision: the launch moves to May.",
        "Agreed, we drop the old API.", "We've agreed to wait for legal.",
    ])
    func `a decision is kept verbatim`(sentence: String) throws {
        #expect(try Samples.notes("Ada: Hello. \(sentence) Bye.\nBen: Yes.").decisions == [sentence])
    }

    @Test(arguments: [
        "Have we decided on the logo?", "We haven't decided on the logo.", "Agreed.", "Let's go with that.", "Let's go with Ben first.",
        "Should we agree to wait now?",
        "If we decided to wait, it would rain.",
    ])
    func `talk about deciding is no decision`(sentence: String) throws {
        #expect(try Samples.notes("Ada: \(sentence)\nBen: Yes.").decisions.isEmpty)
    }

    @Test func `the summary counts`() throws {
        let notes = try Samples.notes(
            "[00:00:01] Ada: I'll send the report by Friday. We decided to ship on Monday.\n[00:12:00] Ben: Maybe I'll write a post.")
        #expect(notes.summary == "Ada and Ben talked for 12 minutes. 1 action item, 1 possible one and 1 decision were found.")
    }

    @Test func `a summary of nothing invents nothing`() throws {
        #expect(try Samples.notes("Ada: Hello.\nBen: Hi.").summary == "Ada and Ben talked. No action items or decisions were found.")
        #expect(
            try Samples.notes("WEBVTT\n\n00:01.000 --> 00:02.000\nhello\n").summary
                == "People whom the transcript does not name talked for less than a minute. No action items or decisions were found.")
    }

    @Test func `an empty transcript has no notes`() {
        let notes = Transcripts.extract(from: Transcript(format: .dialogue, segments: []), heldAt: Samples.wednesday, timeZone: .gmt)
        #expect(notes.items.isEmpty && notes.decisions.isEmpty)
    }
}
