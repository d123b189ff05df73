import Domain
import Testing

@Suite("Lines of dialogue keep who spoke")
struct DialogueTests {
    @Test func `names before colons speak`() throws {
        let transcript = try Samples.parse("Ada: Hello.\nBen Carter: At 10:30: the demo.\n")
        #expect(transcript.format == .dialogue)
        #expect(
            transcript.segments == [Segment(speaker: "Ada", text: "Hello."), Segment(speaker: "Ben Carter", text: "At 10:30: the demo.")])
        #expect(transcript.duration == nil)
    }

    @Test(arguments: [
        "[00:00:06] Ada: Hello.", "[00:06] Ada: Hello.", "(0:06) Ada: Hello.", "00:06 Ada: Hello.", "00:00:06 - Ada: Hello.",
        "Ada (00:06): Hello.",
        "Ada [00:00:06]: Hello.", "[0:06](https://example.com/?t=6) **Ada:** Hello.", "00:06\nAda: Hello.", "**[00:06] Ada:** Hello.",
        "### 00:00:06 {#00:00:06}\n**Ada:** Hello.",
    ])
    func `a time stands before, behind or above the name`(text: String) throws {
        #expect(try Samples.parse(text).segments == [Segment(speaker: "Ada", start: 6, text: "Hello.")])
    }

    @Test func `a name alone under its time speaks the next line`() throws {
        let transcript = try Samples.parse("[00:00:06] Avery Sample: Hi.\n00:15 - Blake Sample\nThanks.\n")
        #expect(transcript.segments.last == Segment(speaker: "Blake Sample", start: 15, text: "Thanks."))
    }

    @Test(arguments: ["**Ada:** Hello.", "**Ada**: Hello.", "**Ada:**\n* Hello.", "**Ada**\n\n- Hello.", "Ada:\nHello.", "- Ada: Hello."])
    func `Markdown and lone names are read`(text: String) throws {
        #expect(try Samples.parse(text).segments == [Segment(speaker: "Ada", text: "Hello.")])
    }

    @Test func `lines without a name go on with the last speaker`() throws {
        let transcript = try Samples.parse("Ada: Hello.\nHow are you?\n\nIt rains.\nBen: Hi.\n")
        #expect(transcript.segments.map(\.text) == ["Hello. How are you? It rains.", "Hi."])
    }

    @Test func `sentences cut between lines of one speaker are made whole`() throws {
        #expect(
            try Samples.parse("Ada: I will send…\nAda: the notes.\nAda: Bye.").segments.map(\.text) == ["I will send… the notes.", "Bye."])
    }

    @Test func `titles, attendees and footers are not speech`() throws {
        let transcript = try Samples.parse(
            "# Weekly\nDate: 5 October\nAttendees: Ada, Ben\n\nAda: Hello.\n## Second: topic\nBen: Hi.\nMeeting ended after 00:18:10\n")
        #expect(transcript.segments.map(\.text) == ["Hello.", "Hi."])
    }

    @Test func `a colon in the middle of a talk makes no speaker`() throws {
        let transcript = try Samples.parse(
            "Ada: Hello.\nRemember: it rains.\nBen: Hi.\nAda: Well.\nhttp://example.com: see there\nBen: No.\nAda: Ok.\nBen: Ok.\nso the thing: no\n"
        )
        #expect(transcript.speakers == ["Ada", "Ben"] || transcript.speakers == ["Ada", "Remember", "Ben"])
        #expect(!transcript.speakers.contains { $0.contains("http") || $0.contains("thing") })
    }

    @Test func `a marker on a line of its own is nobody's speech`() throws {
        let transcript = try Samples.parse("Ada: Hello.\nACTION: Ben to call the bank\n- [ ] Order lunch\nBen: Hi.\n")
        #expect(transcript.segments.map(\.speaker) == ["Ada", nil, nil, "Ben"])
    }

    @Test func `times of day count from the first`() throws {
        #expect(try Samples.parse("[14:00:00] Ada: Hi.\n[14:01:00] Ben: Hi.\n").segments.map(\.start) == [0, 60])
    }
}
