import Testing

@testable import Sandbox

@Suite("Blocks are held to Block Kit's limits")
struct SlackBlockTests {
    private static func text(_ count: Int, _ type: String = "mrkdwn") -> JSON {
        ["type": .string(type), "text": .string(String(repeating: "a", count: count))]
    }

    @Test(
        arguments: [
            ["type": "header", "text": text(150, "plain_text")], ["type": "section", "text": text(3_000)],
            ["type": "section", "fields": .array(Array(repeating: text(1_200), count: 10))],
            ["type": "context", "elements": .array(Array(repeating: text(10), count: 10))], ["type": "divider"],
            ["type": "divider", "block_id": .string(String(repeating: "b", count: 255))],
            ["type": "context", "elements": [["type": "image", "image_url": "https://x.example/a.png", "alt_text": "A"]]],
            ["type": "actions", "elements": [["type": "button", "text": text(75, "plain_text"), "url": "https://x.example"]]],
            ["type": "markdown", "text": .string(String(repeating: "a", count: 12_000))],
        ] as [JSON])
    func `a block within its limits is taken`(block: JSON) {
        #expect(SlackBlockRules.problems(in: [block]) == [])
        #expect(SlackBlockRules.isShortEnough([block]))
    }

    @Test(
        arguments: [
            (["type": "header", "text": text(151, "plain_text")], "must be less than 151 characters [json-pointer:/blocks/0/text/text]"),
            (["type": "header", "text": text(5)], "must be a text object of type plain_text [json-pointer:/blocks/0/text]"),
            (["type": "section", "text": text(3_001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
            (["type": "section", "text": text(0)], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
            (["type": "section", "text": "plain"], "must be a text object of type mrkdwn or plain_text [json-pointer:/blocks/0/text]"),
            (["type": "section"], "missing required field: text [json-pointer:/blocks/0]"),
            (
                ["type": "section", "fields": .array(Array(repeating: text(5), count: 11))],
                "no more than 10 items allowed [json-pointer:/blocks/0/fields]"
            ),
            (["type": "section", "fields": [text(2_001)]], "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]"),
            (
                ["type": "context", "elements": .array(Array(repeating: text(5), count: 11))],
                "no more than 10 items allowed [json-pointer:/blocks/0/elements]"
            ),
            (["type": "context", "elements": []], "must be a list that is not empty [json-pointer:/blocks/0/elements]"),
            (["type": "divider", "text": "A"], "invalid additional property: text [json-pointer:/blocks/0/text]"),
            (
                ["type": "divider", "block_id": .string(String(repeating: "b", count: 256))],
                "must be a text of at most 255 characters [json-pointer:/blocks/0/block_id]"
            ),
            (["type": "poll"], "unsupported type: poll [json-pointer:/blocks/0/type]"),
            (
                ["type": "section", "text": ["type": "mrkdwn", "text": "a", "emoji": true]],
                "invalid additional property: emoji [json-pointer:/blocks/0/text/emoji]"
            ),
            (["text": text(5)], "missing required field: type [json-pointer:/blocks/0]"),
            ("divider", "must be an object [json-pointer:/blocks/0]"),
        ] as [(JSON, String)])
    func `a block beyond its limits is refused, with its place`(block: JSON, problem: String) async throws {
        #expect(SlackBlockRules.problems(in: [block]) == [problem])
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let reply = try await slack.call(
                "chat.postMessage", ["channel": "general", "text": "A", "blocks": [block]], token: slack.connect().user)
            #expect(reply.error == "invalid_blocks")
            #expect(reply["response_metadata", "messages", "0"] == .string("[ERROR] \(problem)"))
        }
        #expect(world.slack.messages.isEmpty)
    }

    @Test func `a message has at most fifty blocks`() {
        let blocks = Array(repeating: ["type": "divider"] as JSON, count: 51)
        #expect(SlackBlockRules.problems(in: Array(blocks.dropFirst())) == [])
        #expect(SlackBlockRules.problems(in: blocks) == ["no more than 50 items allowed [json-pointer:/blocks]"])
    }

    @Test func `a block id is there once`() {
        let blocks = Array(repeating: ["type": "divider", "block_id": "a"] as JSON, count: 2)
        #expect(SlackBlockRules.problems(in: blocks) == ["block_id must be unique in a message [json-pointer:/blocks]"])
    }

    @Test func `blocks that are short each may be too long together`() async throws {
        let section: JSON = ["type": "section", "text": Self.text(2_900)]
        try await SlackWorld().run { slack async throws in
            let token = try await slack.connect().user
            func post(_ count: Int) async throws -> Reply {
                let blocks = JSON.array(Array(repeating: section, count: count))
                return try await slack.call("chat.postMessage", ["channel": "general", "text": "A", "blocks": blocks], token: token)
            }
            #expect(try await post(4).isOK)
            #expect(try await post(5).error == "msg_blocks_too_long")
        }
    }

    @Test func `a reader sees the blocks, not the text beside them`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let blocks: JSON = [
                ["type": "header", "text": ["type": "plain_text", "text": "Weekly <product>"]],
                ["type": "section", "text": ["type": "mrkdwn", "text": "*Two* items for <https://x.example|the board>"]],
                ["type": "divider"],
                ["type": "section", "fields": [["type": "mrkdwn", "text": "_Owner_"], ["type": "plain_text", "text": "Ben"]]],
                ["type": "context", "elements": [["type": "mrkdwn", "text": "42 minutes"]]],
            ]
            let arguments: JSON = ["channel": "general", "text": "Fallback", "blocks": blocks]
            #expect(try await slack.call("chat.postMessage", arguments, token: slack.connect().user).isOK)
            let id = try #require(world.slack.messages.first?.channelID)
            let page = try await slack.get("/acme.slack.com/archives/\(id)")
            for text in [
                "Weekly &lt;product&gt;", "<strong>Two</strong>", "<a href=\"https://x.example\" rel=\"noreferrer\">the board</a>", "<hr>",
                "<em>Owner</em>", "42 minutes",
            ] {
                #expect(page.text.contains(text), "\(text)")
            }
            #expect(!page.text.contains("Fallback"))
        }
        #expect(world.slack.messages.first?.reading == "Weekly <product>\nTwo items for the board\nOwner\nBen\n42 minutes")
    }
}
