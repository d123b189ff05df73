import Foundation
import HTTPTypes
import Testing

@testable import Sandbox

@Suite("A Slack installation's code becomes tokens once, in Slack's envelope")
struct SlackTokenTests {
    @Test func `the bot's token stands at the top, the person's inside authed_user`() async throws {
        try await SlackWorld().run { slack async throws in
            let reply = try await slack.exchange(slack.code())
            #expect(reply.status == 200)
            #expect(reply.isOK)
            #expect(reply["access_token"]?.string?.hasPrefix("xoxb-") == true)
            #expect(reply["token_type"] == "bot")
            #expect(reply["scope"] == .string(SlackDriver.botScopes))
            #expect(reply["bot_user_id"]?.string?.hasPrefix("U") == true)
            #expect(reply["app_id"]?.string?.hasPrefix("A") == true)
            #expect(reply["team", "name"] == "Acme")
            #expect(reply["enterprise"] == .null)
            #expect(reply["is_enterprise_install"] == false)
            #expect(reply["authed_user", "access_token"]?.string?.hasPrefix("xoxp-") == true)
            #expect(reply["authed_user", "token_type"] == "user")
            #expect(reply["authed_user", "scope"] == .string(SlackDriver.userScopes))
            for name in ["expires_in", "refresh_token"] {
                #expect(reply[name] == nil, "without rotation tokens live on")
                #expect(reply["authed_user", name] == nil)
            }
        }
    }

    @Test func `only user scopes give no token at the top`() async throws {
        try await SlackWorld().run { slack async throws in
            let reply = try await slack.exchange(slack.code(["scope": nil]))
            #expect(reply.isOK)
            for name in ["access_token", "token_type", "scope", "bot_user_id"] { #expect(reply[name] == nil) }
            #expect(reply["authed_user", "access_token"] != nil)
        }
    }

    @Test func `only bot scopes name the person, without a token`() async throws {
        try await SlackWorld().run { slack async throws in
            let reply = try await slack.exchange(slack.code(["user_scope": nil]))
            #expect(reply["access_token"] != nil)
            guard case .object(let person)? = reply["authed_user"] else { return #expect(Bool(false)) }
            #expect(Array(person.keys) == ["id"])
        }
    }

    @Test func `a failure comes with status 200`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let reply = try await slack.exchange("made up")
            #expect(reply.status == 200)
            #expect(reply["ok"] == false)
            #expect(reply.error == "invalid_code")
        }
        #expect(world.slack.calls.map(\.error) == ["invalid_code"])
        #expect(world.slack.tokenRequests == 1)
    }

    @Test func `a code is good once and for ten minutes`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let code = try await slack.code()
            #expect(try await slack.exchange(code).isOK)
            #expect(try await slack.exchange(code).error == "invalid_code")
            let old = try await slack.code()
            world.clock.advance(seconds: 600)
            #expect(try await slack.exchange(old).error == "invalid_code")
        }
    }

    @Test(
        arguments: [
            ("redirect_uri", SlackWorld.localCallback, "bad_redirect_uri"), ("redirect_uri", nil, "bad_redirect_uri"),
            ("grant_type", "password", "invalid_grant_type"), ("code_verifier", "dBjftJeZ4CVP", "pkce_not_allowed"),
        ] as [(String, String?, String)])
    func `a wrong parameter is named and the code stays good`(name: String, value: String?, error: String) async throws {
        try await SlackWorld().run { slack async throws in
            let code = try await slack.code()
            #expect(try await slack.exchange(code, [name: value]).error == error)
            #expect(try await slack.exchange(code).isOK)
        }
    }

    @Test func `the client proves itself by Basic or in the body, not by both`() async throws {
        try await SlackWorld().run { slack async throws in
            let code = try await slack.code()
            func body(_ id: String, _ secret: String, headers: HTTPFields = [:]) async throws -> String? {
                try await slack.exchange(code, ["client_id": id, "client_secret": secret], headers: headers).error
            }
            #expect(try await slack.exchange(code, headers: [:]).error == "invalid_client_id")
            #expect(try await body("nobody", "secret") == "invalid_client_id")
            #expect(try await body("client", "wrong") == "bad_client_secret")
            #expect(try await body("client", "secret", headers: SlackDriver.basic) == "invalid_arguments")
            #expect(try await body("stranger", "hidden") == "invalid_code", "somebody else's code")
            #expect(try await body("client", "secret") == nil)
        }
    }

    @Test func `the body may be JSON, and never the query`() async throws {
        try await SlackWorld().run { slack async throws in
            let code = try await slack.code()
            let query = try await slack.post("/slack.com/api/oauth.v2.access?code=\(code)", form: [], headers: SlackDriver.basic)
            #expect(query.error == "invalid_arguments")
            let reply = try await slack.post(
                "/slack.com/api/oauth.v2.access", json: ["code": .string(code), "redirect_uri": .string(SlackWorld.callback)],
                headers: SlackDriver.basic)
            #expect(reply.isOK)
        }
    }

    @Test func `installing again adds scopes, takes none away and gives the same token`() async throws {
        try await SlackWorld().run { slack async throws in
            let first = try await slack.exchange(slack.code(["scope": "chat:write", "user_scope": "users:read"]))
            let second = try await slack.exchange(slack.code(["scope": "channels:read", "user_scope": "chat:write"]))
            #expect(second["scope"] == "chat:write,channels:read")
            #expect(second["authed_user", "scope"] == "users:read,chat:write")
            #expect(second["access_token"] == first["access_token"])
            let ben = try await slack.exchange(slack.code(as: "ben@acme.example"))
            #expect(ben["access_token"] == first["access_token"], "a workspace has one bot")
            #expect(ben["authed_user", "access_token"] != first["authed_user", "access_token"])
        }
    }
}
