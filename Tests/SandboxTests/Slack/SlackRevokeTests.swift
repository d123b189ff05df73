import Foundation
import HTTPTypes
import Testing

@testable import Sandbox

@Suite("Access to Slack ends from either side, and the app is told by signed events")
struct SlackRevokeTests {
    @Test func `without rotation, revoking ends the authorization the token stands for`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let (ada, ben) = (try await slack.connect(), try await slack.connect(as: "ben@acme.example"))
            #expect(try await slack.call("auth.revoke", [("test", "1")], token: ada.user)["revoked"] == false)
            #expect(try await slack.call("auth.revoke", token: ada.user)["revoked"] == true)
            #expect(try await slack.call("auth.test", token: ada.user).error == "token_revoked")
            #expect(try await slack.call("auth.revoke", token: ada.user).error == "token_revoked")
            #expect(try await slack.call("auth.test", token: ada.bot).isOK, "the bot is another authorization")
            #expect(try await slack.call("auth.test", token: ben.user).isOK)
            _ = try await slack.call("auth.revoke", token: ben.bot)
            #expect(try await slack.call("auth.test", token: ada.bot).error == "account_inactive")
        }
        #expect(world.slack.revokedTokens == 2)
    }

    @Test func `uninstalling ends every token of the app in the workspace`() async throws {
        try await SlackWorld().run { slack async throws in
            let (ada, ben) = (try await slack.connect(), try await slack.connect(as: "ben@acme.example"))
            let gina = try await slack.connect(as: "gina@globex.example")
            let client = [("client_id", "client"), ("client_secret", "secret")]
            #expect(
                try await slack.call("apps.uninstall", [("client_id", "client"), ("client_secret", "no")], token: ada.bot).error
                    == "bad_client_secret")
            #expect(
                try await slack.call("apps.uninstall", [("client_id", "stranger"), ("client_secret", "hidden")], token: ada.bot).error
                    == "client_id_token_mismatch")
            #expect(try await slack.call("apps.uninstall", client, token: ada.user).isOK)
            #expect(try await slack.call("auth.test", token: ada.bot).error == "account_inactive")
            #expect(try await slack.call("auth.test", token: ben.user).error == "token_revoked")
            #expect(try await slack.call("auth.test", token: gina.bot).isOK, "another workspace")
        }
    }

    @Test func `a person takes back what only they allowed`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let (ada, ben) = (try await slack.connect(), try await slack.connect(as: "ben@acme.example"))
            #expect(try await slack.post("/sandbox/slack/withdraw", json: ["account": "ada@acme.example"])["ended"] == 1)
            #expect(try await slack.call("auth.test", token: ada.user).error == "token_revoked")
            #expect(try await slack.call("auth.test", token: ada.bot).isOK, "Ben installed it too")
            #expect(try await slack.post("/sandbox/slack/withdraw", json: ["account": "ben@acme.example"])["ended"] == 2)
            #expect(try await slack.call("auth.test", token: ben.bot).error == "account_inactive")
            #expect(try await slack.post("/sandbox/slack/withdraw", json: ["account": "eve@evil.example"]).status == 400)
        }
        #expect(world.slack.read { $0.grants.isEmpty })
    }

    @Test func `after a new consent the new tokens work and the old stay dead`() async throws {
        try await SlackWorld().run { slack async throws in
            let old = try await slack.connect()
            _ = try await slack.post("/sandbox/slack/withdraw", json: ["account": "ada@acme.example"])
            let new = try await slack.connect(user: "chat:write")
            #expect(try await slack.call("auth.test", token: new.user).header("X-OAuth-Scopes") == "chat:write", "it begins anew")
            #expect(try await slack.call("auth.test", token: old.user).error == "token_revoked")
        }
    }

    @Test func `events name users, never tokens, and are signed`() async throws {
        let world = try SlackWorld()
        let users = [try #require(world.slack.read { $0.user(email: "ada@acme.example")?.id })]
        try await world.run { slack async throws in
            _ = try await slack.settings(["events_url": "http://127.0.0.1:8000/webhooks/slack", "signing_secret": "whisper"])
            _ = try await slack.connect()
            _ = try await slack.post("/sandbox/slack/withdraw", json: ["account": "ada@acme.example"])
            let state = try await slack.get("/sandbox/slack/state")
            #expect(state["events", "0", "status"] == 200)
        }
        let events = world.slack.sentEvents
        let bodies = events.compactMap { JSON(text: $0.body) }
        #expect(bodies.map { $0["event"]?["type"] } == ["tokens_revoked", "app_uninstalled"])
        #expect(bodies.first?["event"]?["tokens"]?["oauth"] == .array(users.map(JSON.string)))
        #expect(bodies.allSatisfy { $0["type"] == "event_callback" && $0["team_id"]?.string?.hasPrefix("T") == true })
        for event in events {
            #expect(event.url == "http://127.0.0.1:8000/webhooks/slack")
            let time = Int(event.headers["X-Slack-Request-Timestamp"] ?? "") ?? 0
            #expect(
                event.headers["X-Slack-Signature"]
                    == SlackEvents.signed(event.body, to: "", at: time, secret: "whisper").headers["X-Slack-Signature"])
            for secret in world.slack.issuedSecrets { #expect(!event.body.contains(secret)) }
        }
    }

    @Test func `a test in the same process can do what people do`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            #expect(throws: SandboxError.self) { try world.slack.inviteBot(to: "leadership", workspace: "acme") }
            let tokens = try await slack.connect()
            try world.slack.inviteBot(to: "leadership", workspace: "acme")
            let leadership = world.slack.read { $0.conversations.first { $0.name == "leadership" }?.id } ?? ""
            #expect(try await slack.call("chat.postMessage", [("channel", leadership), ("text", "A")], token: tokens.bot).isOK)
            try await world.slack.withdraw(account: "ben@acme.example", isUninstalled: true)
            #expect(try await slack.call("auth.test", token: tokens.user).error == "token_revoked")
        }
    }

    @Test func `the signature is the one Slack documents`() {
        let body =
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
            + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
            + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
        let event = SlackEvents.signed(body, to: "http://localhost", at: 1_531_420_618, secret: "8f742231b10e8888abcd99yyyzzz85a5")
        #expect(event.headers["X-Slack-Signature"] == "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")
    }

    @Test func `no event goes to another machine`() async throws {
        try await SlackWorld().run { slack async throws in
            #expect(try await slack.settings(["events_url": "https://evil.example/hook"]).status == 400)
            _ = try await slack.connect()
            _ = try await slack.post("/sandbox/slack/withdraw", json: ["account": "ada@acme.example"])
            #expect(try await slack.get("/sandbox/slack/state")["events"] == [])
        }
    }
}
