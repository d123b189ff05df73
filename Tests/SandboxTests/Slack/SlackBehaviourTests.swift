import Foundation
import HTTPTypes
import Testing

@testable import Sandbox

@Suite("At Slack, trouble comes when it is ordered, for all or for one")
struct SlackBehaviourTests {
    @Test func `a rate limit is a 429 that says how long, for the account it was ordered for`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            _ = try await slack.settings(["account": "ben@acme.example", "rate_limit_next": 1])
            _ = try await slack.settings(["retry_after": 7])
            let (ada, ben) = (try await slack.connect(), try await slack.connect(as: "ben@acme.example"))
            #expect(try await slack.call("auth.test", token: ada.user).isOK)
            let limited = try await slack.call("auth.test", token: ben.user)
            #expect(limited.status == 429)
            #expect(limited.header("Retry-After") == "7")
            #expect(limited.error == "ratelimited")
            #expect(try await slack.call("auth.test", token: ben.user).isOK)
        }
    }

    @Test func `a failure meets its operation, before or after the work`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let token = try await slack.connect().user
            let failures: JSON = [
                ["operation": "chat.postMessage", "status": 503, "retry_after": 9],
                ["operation": "chat.postMessage", "status": 502, "after_work": true, "body": "<h1>Bad gateway</h1>"],
                ["operation": "chat.postMessage", "error": "restricted_action"],
            ]
            _ = try await slack.settings(["fail_next": failures])
            func post() async throws -> Reply {
                try await slack.call("chat.postMessage", [("channel", "general"), ("text", "A")], token: token)
            }
            let first = try await post()
            #expect(first.status == 503 && first.header("Retry-After") == "9" && first["ok"] == false)
            let second = try await post()
            #expect(second.status == 200 && second.error == "restricted_action", "with status 200, as Slack does")
            let third = try await post()
            #expect(third.status == 502 && third.text == "<h1>Bad gateway</h1>")
            #expect(world.slack.messages.count == 1)
            #expect(try await post().isOK)
        }
    }

    @Test func `the token endpoint can fail too`() async throws {
        try await SlackWorld().run { slack async throws in
            _ = try await slack.settings(["token_rotation": true])
            let tokens = try await slack.connect()
            _ = try await slack.settings(["fail_next": [["operation": "refresh_token", "status": 500, "after_work": true]]])
            #expect(try await slack.refresh(tokens.botRefresh).status == 500)
            #expect(try await slack.refresh(tokens.botRefresh).isOK, "the grace period gives the answer again")
        }
    }

    @Test func `limits are counted when they are on`() async throws {
        let world = try SlackWorld()
        try world.slack.changeSettings { $0.rateLimits = true }
        try await world.run { slack async throws in
            let token = try await slack.connect().user
            for _ in 0..<20 { #expect(try await slack.call("users.list", token: token).isOK) }
            let limited = try await slack.call("users.list", token: token)
            #expect(limited.status == 429 && limited.header("Retry-After") == "60")
            #expect(try await slack.call("auth.test", token: token).isOK, "each method counts for itself")
            world.clock.advance(seconds: 60)
            #expect(try await slack.call("users.list", token: token).isOK)
        }
    }

    @Test(
        arguments: [
            ["speed": 1], ["rotation_grace": "long"], ["rotation_grace": -1], ["fail_next": [["operation": "token", "status": 200]]],
            ["account": "eve@evil.example", "rotation_grace": 1], ["token_rotation": 1],
        ] as [JSON])
    func `a setting that makes no sense is refused and changes nothing`(settings: JSON) async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in #expect(try await slack.settings(settings).status == 400) }
        #expect(world.slack.settings.rotationGrace == 60)
        #expect(world.slack.settings.failNext.isEmpty)
    }

    @Test func `another site cannot change anything`() async throws {
        try await SlackWorld().run { slack async throws in
            var headers = HTTPFields()
            headers[try #require(HTTPField.Name("Sec-Fetch-Site"))] = "cross-site"
            for path in ["settings", "accounts", "withdraw", "invitations"] {
                #expect(try await slack.post("/sandbox/slack/\(path)", form: [("a", "b")], headers: headers).status == 403)
            }
        }
    }

    @Test func `the front page's form changes settings`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let form = [
                ("token_rotation", "on"), ("rotation_grace", "5"), ("fail_operation", "api"), ("fail_times", "2"),
                ("back", "//evil.example"),
            ]
            let reply = try await slack.post("/sandbox/slack/settings", form: form)
            #expect(reply.status == 303)
            #expect(reply.header("Location") == "/")
        }
        #expect(world.slack.settings.tokenRotation == true)
        #expect(world.slack.settings.rotationGrace == 5)
        #expect(world.slack.settings.failNext.map(\.times) == [2])
    }
}
