import HTTPTypes
import Testing

@testable import Sandbox

@Suite("Slack shows what a token may see, page by page")
struct SlackReadingTests {
    @Test func `auth.test says whose token it is`() async throws {
        try await SlackWorld().run { slack async throws in
            let tokens = try await slack.connect()
            let person = try await slack.call("auth.test", token: tokens.user)
            #expect(person["team"] == "Acme" && person["user"] == "ada" && person["bot_id"] == nil)
            #expect(person.header("X-OAuth-Scopes") == SlackDriver.userScopes)
            let bot = try await slack.call("auth.test", token: tokens.bot)
            #expect(bot["bot_id"]?.string?.hasPrefix("B") == true)
            #expect(bot["team_id"] == person["team_id"])
        }
    }

    @Test func `only the cursor says where a list ends`() async throws {
        try await SlackWorld().run { slack async throws in
            let token = try await slack.connect().user
            var (names, cursor, pages): ([String], String, [Int]) = ([], "", [])
            repeat {
                let arguments = [("limit", "50"), ("exclude_archived", "true"), ("cursor", cursor)]
                let reply = try await slack.call("conversations.list", arguments, token: token)
                names += reply.strings("name", of: "channels")
                pages.append(reply.strings("name", of: "channels").count)
                cursor = reply["response_metadata", "next_cursor"]?.string ?? ""
            } while !cursor.isEmpty
            #expect(pages == [49, 50, 25], "the archived channel is missing on the first page")
            #expect(Set(names).count == 124)
            #expect(!names.contains("launch-2025") && !names.contains("leadership"))
            for (name, value, error) in [
                ("limit", "0", "invalid_limit"), ("limit", "1001", "invalid_limit"), ("cursor", "bmV4dDp4", "invalid_cursor"),
                ("types", "public", "invalid_types"), ("limit", "many", "invalid_arguments"),
            ] {
                #expect(try await slack.call("conversations.list", [(name, value)], token: token).error == error)
            }
        }
    }

    @Test func `each kind of conversation needs its scope`() async throws {
        try await SlackWorld().run { slack async throws in
            let tokens = try await slack.connect()
            let types = [("types", "public_channel,private_channel"), ("limit", "1000")]
            let person = try await slack.call("conversations.list", types, token: tokens.user)
            #expect(person.strings("name", of: "channels").contains("leadership"))
            let bot = try await slack.call("conversations.list", types, token: tokens.bot)
            #expect(bot.status == 200)
            #expect(bot.error == "missing_scope")
            #expect(bot["needed"] == "groups:read")
            #expect(bot["provided"] == .string(SlackDriver.botScopes))
            let dan = try await slack.connect(as: "dan@acme.example")
            #expect(
                !(try await slack.call("conversations.list", types, token: dan.user)).strings("name", of: "channels").contains("leadership")
            )
        }
    }

    @Test func `history is newest first, with metadata when asked for`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let tokens = try await slack.connect(bot: "chat:write,channels:history", user: "chat:write,channels:history,channels:read")
            for text in ["one", "two", "three"] {
                let metadata: JSON = ["event_type": "summary", "event_payload": ["part": .string(text)]]
                _ = try await slack.call(
                    "chat.postMessage", ["channel": "general", "text": .string(text), "metadata": metadata], token: tokens.user)
                world.clock.advance(seconds: 10)
            }
            let general = try #require(world.slack.messages.first?.channelID)
            let all = try await slack.call("conversations.history", [("channel", general)], token: tokens.user)
            #expect(all.strings("text", of: "messages") == ["three", "two", "one"])
            #expect(all["messages", "0", "metadata"] == nil)
            let marked = try await slack.call(
                "conversations.history", [("channel", general), ("include_all_metadata", "true")], token: tokens.user)
            #expect(marked["messages", "0", "metadata", "event_payload", "part"] == "three")
            let page = try await slack.call("conversations.history", [("channel", general), ("limit", "2")], token: tokens.user)
            #expect(page["has_more"] == true && page["response_metadata", "next_cursor"]?.string?.isEmpty == false)
            let oldest = world.slack.messages[0].ts
            let later = try await slack.call("conversations.history", [("channel", general), ("oldest", oldest)], token: tokens.user)
            #expect(later.strings("text", of: "messages") == ["three", "two"])
            let from = try await slack.call(
                "conversations.history", [("channel", general), ("oldest", oldest), ("inclusive", "1")], token: tokens.user)
            #expect(from.strings("text", of: "messages").count == 3)
            #expect(try await slack.call("conversations.history", [("channel", general)], token: tokens.bot).error == "not_in_channel")
            #expect(
                try await slack.call("conversations.history", [("channel", general), ("latest", "soon")], token: tokens.user).error
                    == "invalid_ts_latest")
        }
    }

    @Test func `people are found by id, in the list and by mail`() async throws {
        let world = try SlackWorld()
        let ben = try #require(world.slack.read { $0.user(email: "ben@acme.example")?.id })
        try await world.run { slack async throws in
            let tokens = try await slack.connect(bot: "users:read")
            let byMail = try await slack.get(
                "/slack.com/api/users.lookupByEmail?email=BEN%40acme.example", headers: [.authorization: "Bearer \(tokens.user)"])
            #expect(byMail["user", "id"] == .string(ben))
            #expect(byMail["user", "profile", "email"] == "ben@acme.example")
            #expect(
                try await slack.call("users.lookupByEmail", [("email", "gina@globex.example")], token: tokens.user).error
                    == "users_not_found")
            #expect(
                try await slack.call("users.lookupByEmail", [("email", "ben@acme.example")], token: tokens.bot).error == "missing_scope")
            let info = try await slack.call("users.info", [("user", ben)], token: tokens.bot)
            #expect(info["user", "real_name"] == "Ben Carter")
            #expect(info["user", "profile", "email"] == nil, "without users:read.email")
            #expect(try await slack.call("users.info", [("user", "U0NOBODY")], token: tokens.bot).error == "user_not_found")
            let list = try await slack.call("users.list", [("limit", "2")], token: tokens.user)
            #expect(list.strings("real_name", of: "members") == ["Ada Lovelace", "Ben Carter"])
            let general = try #require(world.slack.read { $0.conversations.first { $0.name == "general" }?.id })
            let members = try await slack.call("conversations.members", [("channel", general)], token: tokens.user)
            #expect(members["members", "1"] == .string(ben))
        }
    }

    @Test func `a token is given in one exact way`() async throws {
        try await SlackWorld().run { slack async throws in
            let token = try await slack.connect().user
            func test(_ header: String?, body: [(String, String)] = []) async throws -> String? {
                try await slack.post("/slack.com/api/auth.test", form: body, headers: header.map { [.authorization: $0] } ?? [:]).error
            }
            #expect(try await test("Bearer \(token)") == nil)
            #expect(try await test(nil, body: [("token", token)]) == nil)
            #expect(try await test("bearer \(token)") == "not_authed", "Slack's Bearer knows case")
            #expect(try await test(nil) == "not_authed")
            #expect(try await test("Bearer xoxp-made-up") == "invalid_auth")
            let inQuery = try await slack.post("/slack.com/api/auth.test?token=\(token)", form: [])
            #expect(inQuery.error == "not_authed")
        }
    }

    @Test func `bodies are read by their content type`() async throws {
        try await SlackWorld().run { slack async throws in
            let token = try await slack.connect().user
            let message: JSON = ["channel": "general", "text": "A"]
            func post(_ type: String?, _ path: String = "chat.postMessage", _ body: JSON? = nil) async throws -> Reply {
                var headers: HTTPFields = [.authorization: "Bearer \(token)"]
                headers[.contentType] = type
                return try await slack.post("/slack.com/api/\(path)", json: body ?? message, headers: headers)
            }
            #expect(try await post("application/json; charset=utf-8")["warning"] == nil)
            #expect(try await post("application/json")["warning"] == "missing_charset")
            #expect(try await post("application/json; charset=latin1").error == "invalid_charset")
            #expect(try await post("text/html").error == "invalid_post_type")
            #expect(try await post("application/json; charset=utf-8", "chat.postMessage", ["A"]).error == "json_not_object")
            #expect(try await post("application/json; charset=utf-8", "conversations.list", [:]).error == "invalid_arguments")
            let get = try await slack.get(
                "/slack.com/api/chat.postMessage?channel=general&text=A", headers: [.authorization: "Bearer \(token)"])
            #expect(get.error == "invalid_arguments")
        }
    }
}
