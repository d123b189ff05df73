import Domain
import Foundation
import Providers
import Testing

@Suite("The notes of a meeting reach a Slack channel once, in order and whole")
struct SlackTests {
    private static let channel = Choice(id: "C1", name: "#product")
    private static let posted = #"{"ok":true,"channel":"C1","ts":"1795168801.000100","message":{}}"#
    private static let link = #"{"ok":true,"channel":"C1","permalink":"https://acme.slack.com/archives/C1/p1795168801000100"}"#
    private static let arrived = Receipt(name: "Message in #product", url: "https://acme.slack.com/archives/C1/p1795168801000100")

    private static func send(_ order: Order, _ script: Script, scopes: Set<String> = [], bot: Bool = true) async throws -> Receipt {
        let access = Access(
            token: Secret("person"), identity: Identity(accountID: "U1", account: "ada"), scopes: scopes,
            companions: bot ? ["bot": Secret("robot")] : [:]
        )
        return try await Provider.slack.deliver(order, to: "slack.message", script, access: access)
    }

    @Test func `a summary goes to the chosen channel as the person, and its link comes back`() async throws {
        let script = Script([(200, Self.posted), (200, Self.link)])
        #expect(try await Self.send(.sample(choice: Self.channel), script) == Self.arrived)
        let asked = script.asked[0]
        #expect(asked.path == "/api/chat.postMessage" && asked.header("Authorization") == "Bearer person")
        #expect(asked.header("Content-Type") == "application/json; charset=utf-8")
        #expect(asked.json["channel"] as? String == "C1")
        let metadata = try #require(asked.json["metadata"] as? [String: Any])
        #expect(metadata["event_type"] as? String == "meeting_notes")
        let payload = try #require(metadata["event_payload"] as? [String: Any])
        #expect(payload["delivery"] as? String == "0f0e0d0c-0b0a-4908-8706-050403020100" && payload["part"] as? Int == 1)
        #expect(script.asked[1].query == ["channel": "C1", "message_ts": "1795168801.000100"])
        #expect(!asked.text.contains("<!channel>") && asked.text.contains("&lt;!channel&gt;"))
    }

    @Test func `to oneself it is the bot that writes`() async throws {
        let me = Choice(id: "me", name: "Only you")
        let script = Script([(200, Self.posted), (200, Self.link)])
        #expect(try await Self.send(.sample(choice: me), script).name == "Message in your direct messages")
        #expect(script.asked[0].header("Authorization") == "Bearer robot")
        #expect(script.asked[0].json["channel"] as? String == "U1")
        let operation = try #require(Provider.slack.operation(for: "slack.message", choice: me))
        #expect(operation.id == "message_me" && operation.companions == ["bot": ["chat:write"]])
        #expect(!operation.isReady(with: ["chat:write"]))
        #expect(operation.isReady(with: [], companions: ["bot": ["chat:write"]]))
    }

    @Test func `nothing goes out before a channel was chosen`() async {
        await #expect(throws: ProviderError.refused(reason: "Choose a channel first.")) {
            try await Self.send(.sample(), Script([(Int, String)]()))
        }
        #expect(Provider.slack.operation(for: "slack.message")?.needsChoice == true)
    }

    @Test func `a message without a link has arrived all the same`() async throws {
        let script = Script([(200, Self.posted), (200, #"{"ok":false,"error":"channel_not_found"}"#)])
        #expect(try await Self.send(.sample(choice: Self.channel), script) == Receipt(name: "Message in #product", url: nil))
    }

    @Test func `a lost answer leaves it in doubt, and it is not posted to find out`() async {
        for script in [
            Script([(Int, String)]()), Script([(502, "<html>")]), Script([(200, "<html>")]),
            Script([(200, #"{"ok":false,"error":"fatal_error"}"#)]),
        ] {
            await #expect(throws: ProviderError.uncertain) { try await Self.send(.sample(choice: Self.channel), script) }
        }
        let script = Script([(Int, String)]())
        await #expect(throws: ProviderError.uncertain) {
            try await Self.send(.sample(choice: Self.channel, isReconciliation: true), script)
        }
        #expect(script.asked.isEmpty)
    }

    @Test(arguments: [
        ("not_in_channel", ProviderError.refused(reason: "You are not in that channel. Join it in Slack, or choose another.")),
        ("channel_not_found", .refused(reason: "Slack does not show that channel to this account any more. Choose another.")),
        ("is_archived", .refused(reason: "That channel is archived. Choose another.")),
        (
            "restricted_action_read_only_channel",
            .refused(reason: "An administrator of the workspace does not let you post there. Choose another channel.")
        ),
        ("invalid_blocks", .refused(reason: "Slack did not take it (invalid_blocks).")),
        ("rate_limited", .later(after: 4, reason: "Slack asks to slow down.")),
        ("ratelimited", .later(after: 4, reason: "Slack asks to slow down.")), ("missing_scope", .scopeMissing("chat:write")),
        ("token_expired", .unauthorized), ("invalid_auth", .unauthorized), ("not_authed", .unauthorized), ("token_revoked", .consentNeeded),
        ("account_inactive", .consentNeeded),
    ])
    func `each of Slack's errors means one thing`(code: String, error: ProviderError) async {
        let script = Script([Script.answer(200, #"{"ok":false,"error":"\#(code)","needed":"chat:write"}"#, ["Retry-After": "4"])])
        await #expect(throws: error) { try await Self.send(.sample(choice: Self.channel), script) }
    }

    @Test func `the channels are those the person is in, through many pages, and searched here`() async throws {
        let choices = try #require(Provider.slack.operation(for: "slack.message")?.choices)
        let access = Access(token: Secret("t"), scopes: ["channels:read"], companions: ["bot": Secret("b")])
        func page(_ names: [String], next: String) -> (Int, String) {
            let channels = names.map { #"{"id":"C\#($0)","name":"\#($0)","is_member":\#($0 != "other"),"is_private":\#($0 == "board")}"# }
            return (200, #"{"ok":true,"channels":[\#(channels.joined(separator: ","))],"response_metadata":{"next_cursor":"\#(next)"}}"#)
        }
        let script = Script([page(["product", "other"], next: "n"), page(["board"], next: "")])
        let found = try await script.hold(choices(access, nil, nil))
        #expect(found.choices.map(\.name) == ["Only you, as a direct message", "#product", "#board (private)"] && found.next == nil)
        #expect(script.asked[0].query == ["types": "public_channel", "exclude_archived": "true", "limit": "200"])
        #expect(script.asked[1].query["cursor"] == "n")
        let searched = try await Script([page(["product", "board"], next: "")]).hold(choices(access, "BOA", nil))
        #expect(searched.choices.map(\.id) == ["Cboard"])
        let many = (0..<120).map { "c\($0)" }
        let first = try await Script([page(many, next: "n")]).hold(choices(access, nil, nil))
        #expect(first.choices.count == 121 && first.next == "n")
    }

    @Test func `both chains come with the code, and each is refreshed by itself`() throws {
        let client = OAuthClient(id: "i", secret: Secret("s"), redirectURI: "https://us.example/")
        let tokens = Provider.slack.tokens
        let dialect = try #require(Dialect.all["slack"])
        let grant = try tokens.exchange(code: Secret("c"), verifier: nil, client: client)
            .read(Script.answer(200, dialect.granted.replacing("SCOPE", with: "\"chat:write,users:read\"")))
        #expect(grant.scopes == ["chat:write", "users:read"] && grant.lifetime == 43200)
        #expect(grant.companions["bot"]?.accessToken == Secret("bot") && grant.companions["bot"]?.refreshToken == Secret("bot-r"))
        #expect(Provider.slack.tokensToRevoke(grant) == ["r", "TOKEN", "bot-r", "bot"].map { Secret($0) })
        let user = Script.answer(
            200, #"{"ok":true,"access_token":"u2","token_type":"user","scope":"chat:write","expires_in":43200,"refresh_token":"r2"}"#)
        let bot = Script.answer(200, #"{"ok":true,"access_token":"b2","token_type":"bot","expires_in":43200,"refresh_token":"r3"}"#)
        #expect(try tokens.refresh(Secret("r"), client: client).read(user).refreshToken == Secret("r2"))
        #expect(try tokens.refresh(Secret("bot-r"), companion: "bot", client: client).read(bot).accessToken == Secret("b2"))
        #expect(throws: ProviderError.unreadable(status: 200)) { try tokens.refresh(Secret("r"), client: client).read(bot) }
        #expect(throws: ProviderError.unreadable(status: 200)) {
            try tokens.refresh(Secret("r"), companion: "bot", client: client).read(user)
        }
    }

    @Test func `without a bot there is one chain, and without the person there is none`() throws {
        let client = OAuthClient(id: "i", secret: Secret("s"), redirectURI: "https://us.example/")
        let call = Provider.slack.tokens.exchange(code: Secret("c"), verifier: nil, client: client)
        let alone =
            #"{"ok":true,"app_id":"A","authed_user":{"id":"U","scope":"chat:write","access_token":"xoxp","token_type":"user"},"team":{"id":"T"}}"#
        #expect(try call.read(Script.answer(200, alone)).companions.isEmpty)
        let botOnly = #"{"ok":true,"access_token":"xoxb","token_type":"bot","scope":"chat:write","authed_user":{"id":"U"}}"#
        #expect(throws: ProviderError.unreadable(status: 200)) { try call.read(Script.answer(200, botOnly)) }
    }

    @Test func `the person's scopes and the bot's are asked for in one trip, without PKCE`() throws {
        let client = OAuthClient(id: "i", secret: Secret("s"), redirectURI: "https://us.example/")
        let address = Provider.slack.authorize.address(client: client, state: Secret("x"), challenge: "c")
        let items = URLComponents(string: address)?.queryItems ?? []
        func value(_ name: String) -> String? { items.first { $0.name == name }?.value }
        #expect(value("user_scope") == "chat:write,channels:read,groups:read,users:read,users:read.email")
        #expect(value("scope") == "chat:write")
        #expect(value("code_challenge") == nil && Provider.slack.authorize.requiresHTTPS)
    }
}
