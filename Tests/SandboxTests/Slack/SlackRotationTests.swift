import HTTPTypes
import Testing

@testable import Sandbox

@Suite("With rotation, Slack's tokens expire and are refreshed in two chains")
struct SlackRotationTests {
    private func rotating(_ test: @Sendable (SlackDriver, SlackWorld) async throws -> Void) async throws {
        let world = try SlackWorld()
        try world.slack.changeSettings { $0.tokenRotation = true }
        try await world.run { slack async throws in try await test(slack, world) }
    }

    @Test func `both tokens say when they end and come with refresh tokens`() async throws {
        try await rotating { slack, _ in
            let reply = try await slack.exchange(slack.code())
            #expect(reply["access_token"]?.string?.hasPrefix("xoxe.xoxb-1-") == true)
            #expect(reply["refresh_token"]?.string?.hasPrefix("xoxe-1-") == true)
            #expect(reply["expires_in"] == 43_200)
            #expect(reply["authed_user", "access_token"]?.string?.hasPrefix("xoxe.xoxp-1-") == true)
            #expect(reply["authed_user", "refresh_token"]?.string?.hasPrefix("xoxe-1-") == true)
            #expect(reply["authed_user", "expires_in"] == 43_200)
            #expect(reply["refresh_token"] != reply["authed_user", "refresh_token"])
        }
    }

    @Test func `a person's refresh answers at the top, as a user token`() async throws {
        try await rotating { slack, _ in
            let tokens = try await slack.connect()
            let person = try await slack.refresh(tokens.userRefresh)
            #expect(person["access_token"]?.string?.hasPrefix("xoxe.xoxp-1-") == true)
            #expect(person["token_type"] == "user")
            #expect(person["scope"] == .string(SlackDriver.userScopes))
            #expect(person["authed_user"] == nil)
            let bot = try await slack.refresh(tokens.botRefresh)
            #expect(bot["access_token"]?.string?.hasPrefix("xoxe.xoxb-1-") == true)
            #expect(bot["token_type"] == "bot")
            #expect(bot["team", "name"] == "Acme")
        }
    }

    @Test func `a refreshed access token lives on, but only two are alive`() async throws {
        try await rotating { slack, _ in
            let tokens = try await slack.connect()
            let second = SlackTokensOfTest(try await slack.refresh(tokens.botRefresh))
            #expect(try await slack.call("auth.test", token: tokens.bot).isOK)
            let third = SlackTokensOfTest(try await slack.refresh(second.botRefresh))
            #expect(try await slack.call("auth.test", token: tokens.bot).error == "account_inactive")
            #expect(try await slack.call("auth.test", token: second.bot).isOK)
            #expect(try await slack.call("auth.test", token: third.bot).isOK)
            #expect(try await slack.call("auth.test", token: tokens.user).isOK, "the person's chain is another")
        }
    }

    @Test func `a refresh token works once, and gives the same answer in the grace period`() async throws {
        try await rotating { slack, world in
            let tokens = try await slack.connect()
            let first = try await slack.refresh(tokens.botRefresh)
            let again = try await slack.refresh(tokens.botRefresh)
            #expect(again["access_token"] == first["access_token"])
            #expect(again["refresh_token"] == first["refresh_token"])
            world.clock.advance(seconds: 60)
            let late = try await slack.refresh(tokens.botRefresh)
            #expect(late.status == 200)
            #expect(late.error == "invalid_refresh_token")
            #expect(try await slack.refresh(first["refresh_token"]?.string ?? "").isOK, "the chain goes on")
        }
    }

    @Test func `an access token ends when it said`() async throws {
        try await rotating { slack, world in
            let tokens = try await slack.connect()
            #expect(try await slack.call("auth.test", token: tokens.user)["expires_in"] == 43_200)
            world.clock.advance(seconds: 43_200)
            #expect(try await slack.call("auth.test", token: tokens.user).error == "token_expired")
            #expect(try await slack.refresh(tokens.userRefresh).isOK)
        }
    }

    @Test func `the lifetime and the grace can be set for one account alone`() async throws {
        try await rotating { slack, world in
            _ = try await slack.settings(["account": "ben@acme.example", "access_token_lifetime": 30, "rotation_grace": 0])
            let (ada, ben) = (try await slack.connect(bot: nil), try await slack.connect(as: "ben@acme.example", bot: nil))
            world.clock.advance(seconds: 30)
            #expect(try await slack.call("auth.test", token: ada.user).isOK)
            #expect(try await slack.call("auth.test", token: ben.user).error == "token_expired")
            _ = try await slack.refresh(ben.userRefresh)
            #expect(try await slack.refresh(ben.userRefresh).error == "invalid_refresh_token")
        }
    }

    @Test func `a token that was never issued, or another app's, cannot be refreshed`() async throws {
        try await rotating { slack, _ in
            #expect(try await slack.refresh("xoxe-1-made-up").error == "invalid_refresh_token")
            let tokens = try await slack.connect()
            let stranger = try await slack.post(
                "/slack.com/api/oauth.v2.access",
                form: [
                    ("grant_type", "refresh_token"), ("refresh_token", tokens.botRefresh), ("client_id", "stranger"),
                    ("client_secret", "hidden"),
                ])
            #expect(stranger.error == "invalid_refresh_token")
        }
    }

    @Test func `revoking ends only the token at hand`() async throws {
        try await rotating { slack, world in
            let tokens = try await slack.connect()
            #expect(try await slack.call("auth.revoke", token: tokens.user)["revoked"] == true)
            #expect(try await slack.call("auth.test", token: tokens.user).error == "token_revoked")
            let second = SlackTokensOfTest(try await slack.refresh(tokens.userRefresh))
            #expect(try await slack.call("auth.test", token: second.bot).isOK, "its refresh token has to be ended by itself")
            #expect(world.slack.revokedTokens == 1)
        }
    }
}
