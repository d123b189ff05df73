import Domain
import Foundation
import Testing

@testable import Providers

@Suite("A Slack message keeps Slack's limits and everything that was said")
struct SlackMessageTests {
    private struct Object: Decodable {
        struct Text: Decodable {
            var type: String
            var text: String
        }

        var type: String
        var text: Text?
        var elements: [Text]?
    }

    private static func blocks(_ message: SlackMessage) throws -> [Object] {
        try JSONDecoder().decode([Object].self, from: Data(JSONBody.encode(JSONValue.list(message.blocks))))
    }

    private static func digest(title: String = "Weekly", summary: String = "", decisions: [String] = [], items: [ActionItem] = [])
        -> MeetingDigest
    {
        MeetingDigest(title: title, heldAt: Script.now, timeZone: "Europe/Berlin", summary: summary, decisions: decisions, items: items)
    }

    static let digests = [
        MeetingDigest.sample, digest(), digest(title: String(repeating: "Ein langer Titel ", count: 40)),
        digest(title: "T", summary: String(repeating: "<&> ", count: 5000)), digest(decisions: [String(repeating: "x", count: 20_000)]),
        digest(decisions: [String(repeating: "&", count: 9000)]),
        digest(items: (0..<300).map { ActionItem(title: "Task \($0)", owner: "Ben", dueOn: Day("2026-11-30"), quote: "I'll do \($0).") }),
        digest(items: [
            ActionItem(
                title: String(repeating: "🎉", count: 4000), owner: String(repeating: "n", count: 3000),
                quote: String(repeating: "q ", count: 4000))
        ]),
    ]

    @Test(arguments: digests) func `no block, message or fallback is larger than Slack takes`(digest: MeetingDigest) throws {
        for message in SlackMessage.all(Minutes(digest)) {
            let blocks = try Self.blocks(message)
            #expect((1...50).contains(blocks.count) && (1...4000).contains(message.text.utf16.count))
            for block in blocks {
                switch block.type {
                case "header": #expect(block.text?.type == "plain_text" && (1...150).contains(block.text?.text.utf16.count ?? 0))
                case "section": #expect(block.text?.type == "mrkdwn" && (1...3000).contains(block.text?.text.utf16.count ?? 0))
                case "context": #expect((1...10).contains(block.elements?.count ?? 0))
                default: Issue.record("unknown block \(block.type)")
                }
            }
        }
    }

    @Test(arguments: digests) func `nothing is cut`(digest: MeetingDigest) throws {
        let texts = try SlackMessage.all(Minutes(digest)).flatMap { try Self.blocks($0) }.compactMap { block in
            block.type == "section" ? block.text?.text : nil
        }
        func bare(_ text: String) -> String { text.filter { !$0.isWhitespace && $0 != ">" && $0 != "“" && $0 != "”" } }
        let shown = bare(texts.joined().replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&"))
        for text in [digest.summary] + digest.decisions + digest.items.map(\.title) + digest.items.compactMap(\.quote)
            + digest.items.compactMap(\.owner)
        where !text.isEmpty {
            #expect(shown.contains(bare(text)), "\(text.prefix(40))")
        }
    }

    @Test(arguments: ["<!channel> <@U1> <https://x|y> & co", "a&lt;b", "&amp;"])
    func `nothing that was said links, mentions or calls anybody`(text: String) throws {
        let messages = SlackMessage.all(
            Minutes(Self.digest(title: text, summary: text, decisions: [text], items: [ActionItem(title: text, owner: text, quote: text)])))
        for block in try messages.flatMap({ try Self.blocks($0) }) where block.type != "header" {
            let shown = [block.text?.text].compactMap(\.self) + (block.elements?.map(\.text) ?? [])
            for text in shown { #expect(!text.contains("<") && text.matches(of: /&(?!amp;|lt;|gt;)/).isEmpty) }
        }
    }

    @Test(arguments: [1, 9, 10, 11, 100, 5000]) func `pieces put together are the text, and tear no escape`(count: Int) {
        for text in [
            String(repeating: "<&", count: count), String(repeating: "ab <c> ", count: count), String(repeating: "é", count: count),
        ] {
            let pieces = SlackText.pieces(text, limit: 40)
            #expect(pieces.joined() == SlackText.escape(text))
            #expect(pieces.allSatisfy { $0.utf16.count <= 40 && !$0.isEmpty })
            #expect(pieces.allSatisfy { $0.matches(of: /&(?!amp;|lt;|gt;)/).isEmpty })
        }
    }

    @Test func `however many have spoken, each is named`() throws {
        var digest = MeetingDigest.sample
        digest.speakers = (1...2000).map { "Speaker-\($0)." }
        let messages = SlackMessage.all(Minutes(digest))
        let text = try messages.map { String(decoding: try JSONEncoder().encode($0.blocks), as: UTF8.self) }.joined()
        for number in 1...2000 { #expect(text.contains("Speaker-\(number)."), "\(number)") }
        #expect(messages.count > 1 && messages.allSatisfy { $0.blocks.count <= 50 })
    }
}
