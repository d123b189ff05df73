import Domain
import Foundation
import Providers
import Testing

@Suite(
    "What is read of Slack's answers stands in Slack's own samples, where it is looked for",
    .enabled(if: Contracts.has("slack-samples"), Contracts.skipped("slack-samples"))
)
struct SlackSampleTests {
    private static let client = OAuthClient(id: "i", secret: Secret("s"), redirectURI: "https://us.example/callback")
    private static let access = Access(
        token: Secret("t"), identity: Identity(accountID: "U1", account: "ada"), scopes: Set(Provider.slack.authorize.scopes))

    private static func identity(_ sample: SlackSample) async throws -> Identity {
        try await Script([(200, sample.text)]).hold(Provider.slack.identify(access))
    }

    private static func grant(_ sample: SlackSample) throws -> Grant {
        try Provider.slack.tokens.exchange(code: Secret("c"), verifier: nil, client: client).read(Script.answer(200, sample.text))
    }

    @Test func `who it is`() async throws {
        let sample = try SlackSample("auth.test")
        #expect(
            try await Self.identity(sample)
                == Identity(accountID: "user_id", account: "user", workspaceID: "team_id", workspace: "team"))
        for key in ["user_id", "user", "team_id", "team"] {
            await #expect(throws: ProviderError.unreadable(status: 200), "\(key)") { try await Self.identity(sample.without(key)) }
        }
    }

    @Test func `both tokens of a code, with what belongs to each`() throws {
        let kinds =
            ["token_type": "bot", "authed_user.token_type": "user", "expires_in": 43200, "authed_user.expires_in": 600] as [String: Any]
        let sample = try SlackSample("oauth.v2.access", kinds)
        let grant = try Self.grant(sample)
        #expect(grant.accessToken == Secret("authed_user.access_token") && grant.refreshToken == Secret("authed_user.refresh_token"))
        #expect(grant.scopes == ["authed_user.scope"] && grant.lifetime == 600)
        let bot = try #require(grant.companions["bot"])
        #expect(bot.accessToken == Secret("access_token") && bot.refreshToken == Secret("refresh_token"))
        #expect(bot.scopes == ["scope"] && bot.lifetime == 43200)
        #expect(throws: ProviderError.self) { try Self.grant(sample.without("authed_user.access_token")) }
        #expect(throws: ProviderError.self) { try Self.grant(sample.without("authed_user.token_type")) }
        #expect(try Self.grant(sample.without("access_token")).companions == [:])
    }

    @Test func `the token of a refresh stands at the top`() throws {
        let sample = try SlackSample("oauth.v2.access", ["token_type": "user"])
        let grant = try Provider.slack.tokens.refresh(Secret("r"), client: Self.client).read(Script.answer(200, sample.text))
        #expect(grant.accessToken == Secret("access_token") && grant.refreshToken == Secret("refresh_token"))
    }

    @Test func `a message's place and link, and whom it mentions`() async throws {
        let people = try SlackSample("users.list", ["response_metadata.next_cursor": ""])
        let script = Script([
            (200, people.text), (200, try SlackSample("chat.postMessage").text), (200, try SlackSample("chat.getPermalink").text),
        ])
        var digest = MeetingDigest.sample
        digest.items = ["members.real_name", "members.profile.display_name", "members.name"].map { ActionItem(title: "x", owner: $0) }
        let order = Order.sample(meeting: digest, choice: Choice(id: "C1", name: "#x"))
        let receipt = try await Provider.slack.deliver(order, to: "slack.message", script, access: Self.access)
        #expect(receipt == Receipt(name: "Message in #x", url: "permalink"))
        #expect(script.asked[1].text.components(separatedBy: "<@members.id>").count == 4)
        #expect(script.asked[2].query == ["channel": "channel", "message_ts": "ts"])
    }

    @Test func `somebody found by mail`() async throws {
        let refused = (200, #"{"ok":false,"error":"access_denied"}"#)
        let script = Script([
            refused, (200, try SlackSample("users.lookupByEmail").text), (200, try SlackSample("chat.postMessage").text),
            (200, try SlackSample("chat.getPermalink").text),
        ])
        var digest = MeetingDigest.sample
        digest.items = [ActionItem(title: "x", owner: "ben@acme.example")]
        let order = Order.sample(meeting: digest, choice: Choice(id: "C1", name: "#x"))
        _ = try await Provider.slack.deliver(order, to: "slack.message", script, access: Self.access)
        #expect(script.asked[2].text.contains("<@user.id>"))
    }

    @Test func `the channels, page by page`() async throws {
        let choices = try #require(Provider.slack.operation(for: "slack.message")?.choices)
        let first = try SlackSample("conversations.list", ["channels.is_member": true, "channels.is_private": true])
        let last = try SlackSample("conversations.list", ["channels.is_member": false, "response_metadata.next_cursor": ""])
        let script = Script([(200, first.text), (200, last.text)])
        let page = try await script.hold(choices(Self.access, nil, nil))
        #expect(page == ChoicePage(choices: [Choice(id: "channels.id", name: "#channels.name (private)")]))
        #expect(script.asked[1].query["cursor"] == "response_metadata.next_cursor")
    }

    @Test func `a revocation`() async throws {
        let revoke = try #require(Provider.slack.revoke)
        #expect(try revoke.call(Self.client, Secret("t")).read(Script.answer(200, try SlackSample("auth.revoke").text)) == .revoked)
    }
}
