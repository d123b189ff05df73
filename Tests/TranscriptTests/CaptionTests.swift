import Domain
import Testing

@Suite("Captions keep who spoke and when")
struct CaptionTests {
    private func vtt(_ cues: String) throws -> Transcript { try Samples.parse("WEBVTT\n\n" + cues) }

    @Test func `a name before a colon speaks`() throws {
        let transcript = try vtt("1\n00:00:26.060 --> 00:00:27.540\nignacio: Can you hear me?\n")
        #expect(transcript.format == .webVTT)
        #expect(transcript.segments == [Segment(speaker: "ignacio", start: 26.06, end: 27.54, text: "Can you hear me?")])
    }

    @Test func `a voice tag names the speaker`() throws {
        let transcript = try vtt("00:01.000 --> 00:02.000\n<v Sample, Avery (Contoso)>Shall we\nstart?</v>\n")
        #expect(transcript.segments == [Segment(speaker: "Sample, Avery (Contoso)", start: 1, end: 2, text: "Shall we start?")])
    }

    @Test func `a voice tag may stay open`() throws {
        #expect(try vtt("00:01.000 --> 00:02.000\n<v.loud Ada>Hello there\n").segments.first?.speaker == "Ada")
    }

    @Test func `two voices in one cue are two segments`() throws {
        let transcript = try vtt("00:01.000 --> 00:02.000\n<v Ada>Hello.</v> <v Ben>Hi.</v>\n")
        #expect(transcript.segments.map(\.speaker) == ["Ada", "Ben"])
    }

    @Test func `two named lines in one cue are two segments`() throws {
        let transcript = try Samples.parse("1\n00:00:01,000 --> 00:00:02,000\nAda: Hello.\nBen: Hi.\n")
        #expect(transcript.segments.map(\.text) == ["Hello.", "Hi."])
    }

    @Test func `entities become characters and comparisons stay`() throws {
        let transcript = try vtt("00:01.000 --> 00:02.000\n<v Blake O&apos;Neil>R&amp;D: a &lt; b, x < y, &#39;ok&#x27; &nope;</v>\n")
        #expect(transcript.segments == [Segment(speaker: "Blake O'Neil", start: 1, end: 2, text: "R&D: a < b, x < y, 'ok' &nope;")])
    }

    @Test func `pieces of one Teams utterance are joined whatever the gap`() throws {
        let id = "7f3c1c0e-2a0e-4b53-9b7e-0f1f5d0c9a11"
        let transcript = try vtt(
            "\(id)/17-0\n00:00:01.000 --> 00:00:02.000\n<v Ada>Good morning</v>\n\n\(id)/17-1\n00:00:09.000 --> 00:00:10.000\n<v Ada>everyone.</v>\n"
        )
        #expect(transcript.segments == [Segment(speaker: "Ada", start: 1, end: 10, text: "Good morning everyone.")])
    }

    @Test func `notes, styles, regions and headers are not speech`() throws {
        let transcript = try Samples.parse(
            """
            WEBVTT - A title
            Kind: captions
            Language: en

            NOTE Confidence: 0.69

            STYLE
            ::cue(b) {
              color: peachpuff;
            }

            REGION
            id:fred

            intro
            00:01.000 --> 00:02.000 align:start position:0%
            Ada: Hello.

            NOTE
            two
            lines
            """)
        #expect(transcript.segments.map(\.text) == ["Hello."])
    }

    @Test func `karaoke tags vanish`() throws {
        let transcript = try vtt("00:16.500 --> 00:18.500\nThat's <00:00:21.000><c.colorE5E5E5>amore</c>\n")
        #expect(transcript.segments.map(\.text) == ["That's amore"])
    }

    @Test func `rolling captions are not said twice`() throws {
        let transcript = try vtt("00:01.000 --> 00:02.000\nyeah\n\n00:02.000 --> 00:03.000\nyeah\nwhat will happen\n")
        #expect(transcript.segments.map(\.text) == ["yeah what will happen"])
    }

    @Test func `a cue without a name has no speaker`() throws {
        let transcript = try vtt("00:01.000 --> 00:02.000\nSo here is the thing: we wait.\n")
        #expect(transcript.segments == [Segment(speaker: nil, start: 1, end: 2, text: "So here is the thing: we wait.")])
    }

    @Test(arguments: ["Francesco Risitano (Tau)", "Ada | she/her", "ben@home", "staking 4all", "Łukasz", "王伟", "O'Neil, Blake"])
    func `unusual names are names`(name: String) throws {
        let cues = (0..<3).map { "00:0\($0).000 --> 00:0\($0).500\n\(name): ok: fine\n\n" }.joined()
        let transcript = try vtt(cues)
        #expect(transcript.speakers == [name])
        #expect(transcript.segments.first?.text.hasPrefix("ok: fine") == true)
    }

    @Test func `an address on the Web is no name`() throws {
        #expect(try vtt("00:01.000 --> 00:02.000\nhttp://example.com: look\n").speakers.isEmpty)
    }

    @Test func `neighbouring cues of one speaker are joined`() throws {
        let transcript = try vtt(
            "00:01.000 --> 00:02.000\nAda: I will send\n\n00:03.500 --> 00:04.000\nAda: the notes.\n\n00:09.000 --> 00:10.000\nAda: Bye.\n")
        #expect(transcript.segments.map(\.text) == ["I will send the notes.", "Bye."])
        #expect(transcript.segments.map(\.start) == [1, 9])
    }

    @Test func `joining ends so that quotes stay precise`() throws {
        let cues = (0..<400).map { "\(time(Double($0)))  --> \(time(Double($0) + 0.9))\nAda: some words that never end\n\n" }.joined()
        let transcript = try vtt(cues)
        #expect(transcript.segments.allSatisfy { $0.text.utf8.count <= 500 && ($0.end ?? 0) - ($0.start ?? 0) <= 60 })
        #expect(transcript.segments.count > 10)
    }

    private func time(_ seconds: Double) -> String {
        let whole = Int(seconds)
        return
            "00:\(whole / 60 < 10 ? "0" : "")\(whole / 60):\(whole % 60 < 10 ? "0" : "")\(whole % 60).\(seconds == Double(whole) ? "000" : "900")"
    }

    @Test func `SRT has commas and bracketed speakers`() throws {
        let transcript = try Samples.parse(
            "1\n00:00:06,120 --> 00:00:08,500\n[SPEAKER_01]: Sure.\n\n2\n00:00:09,000 --> 00:00:10,000\nAda: Good.\n")
        #expect(transcript.format == .subRip)
        #expect(transcript.speakers == ["SPEAKER_01", "Ada"])
        #expect(transcript.duration == 10)
    }

    @Test func `cue numbers without empty lines between are not speech`() throws {
        let transcript = try Samples.parse("1\n00:00:01,000 --> 00:00:02,000\nAda: One.\n2\n00:00:05,000 --> 00:00:06,000\nAda: Two.\n")
        #expect(transcript.segments.map(\.text) == ["One.", "Two."])
    }

    @Test(arguments: ["Fireflies.ai Notetaker Michel", "read.ai meeting notes", "sw's Otter.ai", "Harry's Presentation"])
    func `bots and screens are nobody`(name: String) throws {
        let transcript = try vtt(
            "00:01.000 --> 00:02.000\n<v \(name)>I'll send the notes by Friday.</v>\n\n00:05.000 --> 00:06.000\n<v Ada>Hi.</v>\n")
        #expect(transcript.speakers == ["Ada"])
    }
}
