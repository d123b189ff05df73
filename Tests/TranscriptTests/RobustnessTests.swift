import Domain
import Foundation
import Testing
import Transcripts

@Suite("Damaged files do no damage")
struct RobustnessTests {
    /// SplitMix64: the same damage every time.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    private func check(_ bytes: [UInt8]) {
        guard let transcript = try? Transcripts.parse(bytes) else { return }
        let notes = Transcripts.extract(from: transcript, heldAt: Samples.wednesday, timeZone: Samples.berlin)
        #expect(!transcript.segments.isEmpty)
        #expect(notes.items.allSatisfy { Samples.isVerbatim($0, in: transcript) && !$0.title.isEmpty && $0.title.count <= 200 })
    }

    @Test(arguments: ["weekly-product.vtt", "design-review.srt", "standup.txt"])
    func `cut, flipped and shuffled examples are read or refused`(name: String) throws {
        let source = try Samples.bytes(Samples.root.appending(path: "Examples/\(name)"))
        var random = Seeded(state: UInt64(source.count))
        for round in 0..<500 {
            // A window keeps the rounds short.
            let start = Int.random(in: 0..<source.count, using: &random)
            var bytes = Array(source[start..<min(source.count, start + 1500)])
            for _ in 0..<(round % 12) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch UInt8.random(in: 0..<4, using: &random) {
                case 0: bytes[index] = UInt8.random(in: 1...255, using: &random)
                case 1: bytes[index] = Array("<>&:[]().-\n ,'".utf8).randomElement(using: &random) ?? 0x20
                case 2: bytes.insert(contentsOf: Array("<v \u{2019}…&#x1F600; 12/3 I'll ".utf8), at: index)
                default: bytes.swapAt(index, Int.random(in: 0..<bytes.count, using: &random))
                }
            }
            check(bytes)
        }
    }

    @Test func `words thrown together are read or refused`() {
        let words = [
            "I'll", "can you", "Ben", "Ben,", "please", "send", "it", "by", "the", "end", "of", "next", "week", "Friday", "or", "5th",
            "12/25", "ACTION:", "- [ ]", "let me",
            "we need", "to", "would you mind", "sending", "maybe", "if", "and", "…", ".", "?", "(", ")", "\n", "Ada:", "Ben:", "sure",
            "two", "from", "May", "in", "😀", "é", "who", "a",
        ]
        var random = Seeded(state: 7)
        for _ in 0..<1500 {
            let text = (0..<30).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
            check(Array(("Ada: " + text).utf8))
        }
    }
}
