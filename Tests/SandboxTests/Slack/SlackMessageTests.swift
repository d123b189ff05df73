import HTTPTypes
import Testing

@testable import Sandbox

@Suite("A message arrives where its author may write, and says what it was told to")
struct SlackMessageTests {
    private func channel(_ name: String, _ world: SlackWorld) -> String {
        world.slack.read { $0.conversations.first { $0.name == name }?.id } ?? name
    }

    @Test func `a message has its place, its time and its author`() async throws {
        let world = try SlackWorld()
        let general = channel("general", world)
        try await world.run { slack async throws in
            let tokens = try await slack.connect()
            let reply = try await slack.call(
                "chat.postMessage", ["channel": .string(general), "text": "Notes are *ready*"], token: tokens.user)
            #expect(reply.status == 200)
            #expect(reply.isOK)
            #expect(reply["channel"] == .string(general))
            #expect(reply["ts"]?.string?.wholeMatch(of: /\d{10}\.\d{6}/) != nil)
            #expect(reply["message", "type"] == "message")
            #expect(reply["message", "text"] == "Notes are *ready*")
            #expect(reply["message", "bot_id"] == nil)
            let bot = try await slack.call("chat.postMessage", [("channel", general), ("text", "From the bot")], token: tokens.bot)
            #expect(bot["message", "bot_id"]?.string?.hasPrefix("B") == true)
            #expect(bot["ts"] != reply["ts"])
        }
        let messages = world.slack.messages
        #expect(messages.map(\.author) == ["Ada Lovelace", "Meeting Intelligence"])
        #expect(messages.map(\.authorEmail) == ["ada@acme.example", nil])
        #expect(messages.map(\.reading) == ["Notes are ready", "From the bot"])
        #expect(messages.allSatisfy { $0.channel == "general" && $0.workspace == "acme" && $0.mentions.isEmpty })
    }

    @Test func `nobody writes where they are not`() async throws {
        let world = try SlackWorld()
        let ids = ["design", "leadership", "launch-2025"].map { channel($0, world) }
        try await world.run { slack async throws in
            let tokens = try await slack.connect(as: "dan@acme.example")
            let shy = try await slack.connect(as: "gina@globex.example", bot: "chat:write", user: nil)
            func error(_ channel: String, _ token: String) async throws -> String? {
                try await slack.call("chat.postMessage", [("channel", channel), ("text", "Hello")], token: token).error
            }
            #expect(try await error(ids[0], tokens.user) == "not_in_channel")
            #expect(try await error(ids[0], tokens.bot) == nil, "chat:write.public")
            #expect(try await error("operations", shy.bot) == "not_in_channel")
            #expect(try await error(ids[1], tokens.user) == "channel_not_found", "a private channel does not show itself")
            #expect(try await error(ids[1], tokens.bot) == "channel_not_found")
            #expect(try await error(ids[2], tokens.user) == "is_archived")
            #expect(try await error("C0NOWHERE", tokens.user) == "channel_not_found")
            #expect(try await error(ids[0], shy.bot) == "channel_not_found", "another workspace")
            _ = try await slack.post("/sandbox/slack/invitations", json: ["channel": "leadership", "workspace": "acme"])
            #expect(try await error(ids[1], tokens.bot) == nil, "somebody brought it in")
        }
        #expect(world.slack.messages.count == 2)
    }

    @Test func `a message to a person opens a direct message with its author`() async throws {
        let world = try SlackWorld()
        let ben = try #require(world.slack.read { $0.user(email: "ben@acme.example")?.id })
        try await world.run { slack async throws in
            let tokens = try await slack.connect()
            let reply = try await slack.call("chat.postMessage", [("channel", ben), ("text", "For you")], token: tokens.bot)
            #expect(reply["channel"]?.string?.hasPrefix("D") == true)
            let opened = try await slack.call("conversations.open", [("users", ben)], token: tokens.bot)
            #expect(opened["channel", "id"] == reply["channel"], "there is one between two")
            let noScope = try await slack.connect(as: "gina@globex.example", bot: "chat:write", user: nil)
            #expect(try await slack.call("conversations.open", [("users", ben)], token: noScope.bot).error == "missing_scope")
        }
        let message = try #require(world.slack.messages.first)
        #expect(message.channelKind == "im")
        #expect(message.recipients == ["ben@acme.example"])
    }

    @Test func `the same message twice is two messages`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let token = try await slack.connect().user
            for _ in 0..<2 { _ = try await slack.call("chat.postMessage", [("channel", "general"), ("text", "Once")], token: token) }
        }
        #expect(world.slack.messages.count == 2)
        #expect(Set(world.slack.messages.map(\.ts)).count == 2)
    }

    @Test func `metadata is kept, and has two members`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let token = try await slack.connect().user
            func post(_ metadata: JSON) async throws -> Reply {
                try await slack.call("chat.postMessage", ["channel": "general", "text": "A", "metadata": metadata], token: token)
            }
            #expect(
                try await post(["event_type": "summary", "event_payload": ["id": "d1"]])["message", "metadata", "event_payload", "id"]
                    == "d1")
            #expect(try await post("text").error == "invalid_metadata_format")
            #expect(try await post(["event_type": "summary"]).error == "invalid_metadata_schema")
            #expect(try await post(["event_type": "a", "event_payload": [:], "more": 1]).error == "invalid_metadata_schema")
            let inForm = try await slack.call(
                "chat.postMessage",
                [("channel", "general"), ("text", "B"), ("metadata", #"{"event_type":"summary","event_payload":{"id":"d2"}}"#)],
                token: token)
            #expect(inForm.isOK)
        }
        #expect(world.slack.messages.last?.metadataText == #"{"event_payload":{"id":"d2"},"event_type":"summary"}"#)
    }

    @Test(
        arguments: [
            (["channel": "general"], "no_text"), (["text": "A"], "invalid_arguments"),
            (["channel": "general", "text": "A", "txt": "B"], "invalid_arguments"),
            (["channel": "general", "text": "A", "mrkdwn": "perhaps"], "invalid_arguments"),
            (["channel": "general", "text": "A", "markdown_text": "B"], "markdown_text_conflict"),
            (["channel": "general", "markdown_text": .string(String(repeating: "a", count: 12_001))], "msg_too_long"),
            (["channel": "general", "text": "A", "blocks": "no list"], "invalid_blocks_format"),
            (["channel": "general", "text": "A", "blocks": ["type": "divider"]], "invalid_blocks_format"),
            (["channel": "general", "text": "A", "attachments": .array(Array(repeating: [:], count: 101))], "too_many_attachments"),
            (["channel": "general", "text": "A", "thread_ts": "1.000000"], "thread_not_found"),
            (["channel": "general", "text": "A", "username": "Somebody else"], "missing_scope"),
        ] as [(JSON, String)])
    func `a message that cannot be is refused and nothing is written`(arguments: JSON, error: String) async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let reply = try await slack.call("chat.postMessage", arguments, token: slack.connect().user)
            #expect(reply.status == 200)
            #expect(reply.error == error)
        }
        #expect(world.slack.messages.isEmpty)
    }

    @Test func `a text that is too long is cut, with a warning`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let text = String(repeating: "ä", count: 40_001)
            let reply = try await slack.call(
                "chat.postMessage", ["channel": "general", "text": .string(text)], token: slack.connect().user)
            #expect(reply.isOK)
            #expect(reply["warning"] == "message_truncated")
        }
        #expect(world.slack.messages.first?.text.count == 40_000)
    }

    @Test func `mentions that notify are reported, escaped ones are not`() async throws {
        let world = try SlackWorld()
        let ben = try #require(world.slack.read { $0.user(email: "ben@acme.example")?.id })
        try await world.run { slack async throws in
            let token = try await slack.connect().user
            func post(_ arguments: [String: JSON]) async throws {
                var arguments = arguments
                arguments["channel"] = "general"
                #expect(try await slack.call("chat.postMessage", .object(arguments), token: token).isOK)
            }
            try await post(["text": .string("<@\(ben)> and <!channel>")])
            try await post(["text": "&lt;!channel&gt; and @here"])
            try await post(["text": "@here", "link_names": true])
            try await post(["text": "<!here>", "blocks": [["type": "section", "text": ["type": "mrkdwn", "text": .string("<@\(ben)>")]]]])
            try await post(["text": "A", "blocks": [["type": "section", "text": ["type": "plain_text", "text": "<!channel>"]]]])
            try await post(["text": "<@U0NOBODY>"])
        }
        #expect(world.slack.messages.map(\.mentions) == [["@Ben Carter", "@channel"], [], ["@here"], ["@Ben Carter", "@here"], [], []])
        #expect(world.slack.messages[1].reading == "<!channel> and @here")
    }

    @Test func `a message has a permalink, and a page there`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let token = try await slack.connect().user
            let posted = try await slack.call("chat.postMessage", [("channel", "general"), ("text", "Find me")], token: token)
            let place = [("channel", posted["channel"]?.string ?? ""), ("message_ts", posted["ts"]?.string ?? "")]
            let link = try await slack.call("chat.getPermalink", place, token: token)
            let address = try #require(link["permalink"]?.string)
            #expect(address == world.slack.messages.first?.permalink)
            #expect(address.hasPrefix("http://127.0.0.1:8001/acme.slack.com/archives/C0"))
            let page = try await slack.get(String(address.dropFirst("http://127.0.0.1:8001".count)))
            #expect(page.status == 200)
            #expect(page.text.contains("Find me"))
            #expect(
                try await slack.call("chat.getPermalink", [place[0], ("message_ts", "1.000000")], token: token).error == "message_not_found"
            )
        }
    }
}
