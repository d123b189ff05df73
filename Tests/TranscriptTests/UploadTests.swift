import Domain
import Foundation
import Testing
import Transcripts

@Suite("Whatever is uploaded gets an answer")
struct UploadTests {
    private func error(_ bytes: [UInt8]) -> TranscriptError? {
        do {
            _ = try Transcripts.parse(bytes)
            return nil
        } catch {
            return error
        }
    }

    private static let line = "Ada: Grüße, I'll send the notes.\r\nBen: Fine."

    private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        (bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE])
            + text.utf16.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    @Test(arguments: [
        Array(line.utf8), [0xEF, 0xBB, 0xBF] + Array(line.utf8), utf16(line, bigEndian: true), utf16(line, bigEndian: false),
        Array(line.replacing("\r\n", with: "\r").utf8), Array(line.replacing("\r\n", with: "\n").utf8),
    ])
    func `every usual encoding and line end is read`(bytes: [UInt8]) throws {
        #expect(try Transcripts.parse(bytes).segments.map(\.text) == ["Grüße, I'll send the notes.", "Fine."])
    }

    @Test func `a byte order mark before WEBVTT is no matter`() throws {
        #expect(try Samples.parse("\u{FEFF}WEBVTT\n\n00:01.000 --> 00:02.000\nhi\n").format == .webVTT)
    }

    @Test(arguments: ["", " \n\t\r\n ", "\u{FEFF}", "\u{FEFF}\n"])
    func `nothing is told from something`(text: String) {
        #expect(error(Array(text.utf8)) == .empty)
    }

    @Test func `too much is refused with the limit`() {
        #expect(error([UInt8](repeating: 65, count: Transcripts.sizeLimit + 1)) == .tooLarge(limit: 10_485_760))
    }

    @Test(arguments: [
        Array("%PDF-1.7\n…".utf8), Array("PK\u{3}\u{4}rest".utf8), [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], Array("Ada: hi\u{0}there".utf8),
        [UInt8](repeating: 1, count: 50) + Array("Ada: hi".utf8), [0, 0, 0, 32] + Array("ftypisom".utf8),
    ])
    func `binaries are refused as such`(bytes: [UInt8]) {
        #expect(error(bytes) == .notText)
    }

    @Test(
        arguments: [[0x41, 0x64, 0x61, 0x3A, 0x20, 0xFC], [0xFF, 0xFE, 0x41], [0xFE, 0xFF, 0xD8, 0x00, 0x00, 0x41], [0x41, 0xC3]]
            as [[UInt8]])
    func `broken encodings are refused as such`(bytes: [UInt8]) {
        #expect(error(bytes) == .unreadableEncoding)
    }

    @Test(arguments: [
        #"{"segments": [{"speaker": "Ada", "text": "Hello"}]}"#, "It was a dark and stormy night.\nThe rain fell in torrents.",
        "From: ada@example.com\nTo: ben@example.com\nSubject: hello\n\nSee you.", "<html><body>Note: hi</body></html>", "12345", "🙂",
    ])
    func `text in which nobody speaks is told from a transcript`(text: String) {
        #expect(error(Array(text.utf8)) == .unknownLayout)
    }

    @Test(arguments: ["WEBVTT\n", "WEBVTT\n\nNOTE nothing\n", "1\n00:00:01,000 --> 00:00:02,000\n\n"])
    func `captions without a word are told from a transcript`(text: String) {
        #expect(error(Array(text.utf8)) == .noSpeech)
    }

    @Test(arguments: [TranscriptError.empty, .tooLarge(limit: 1_048_576), .notText, .unreadableEncoding, .unknownLayout, .noSpeech])
    func `every error says what to do`(error: TranscriptError) {
        #expect(error.message.hasSuffix(".") && error.message.count > 40)
    }

    @Test func `a line of a megabyte is read`() throws {
        let transcript = try Samples.parse("Ada: " + String(repeating: "I'll send it by Friday and then ", count: 30_000))
        #expect(transcript.segments.count == 1)
        #expect(Transcripts.extract(from: transcript, heldAt: Samples.wednesday, timeZone: .gmt).items.count < 50)
    }
}
