import HTTPTypes
import Testing

@testable import Sandbox

@Suite("Slack's consent page is shown only for a request Slack would show")
struct SlackAuthorizeTests {
    @Test(
        arguments: [
            ("client_id", "unknown", "invalid_client_id"), ("client_id", nil, "invalid_client_id"),
            ("scope", "chat:write,everything", "invalid_scope"), ("scope", "chat:write users:read", "invalid_scope"),
            ("user_scope", "chat:write.public", "invalid_scope"), ("scope", "chat:write,", "invalid_scope"),
            ("redirect_uri", "https://evil.example/", "bad_redirect_uri"), ("redirect_uri", SlackWorld.callback + "x", "bad_redirect_uri"),
            ("redirect_uri", SlackWorld.callback + "/../x", "bad_redirect_uri"),
            ("redirect_uri", SlackWorld.callback + "#x", "bad_redirect_uri"),
            ("redirect_uri", "http://meetings.example/integrations/slack/callback", "https"),
            ("redirect_uri", "https://user@meetings.example/integrations/slack/callback", "bad_redirect_uri"),
            ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "pkce_not_allowed"),
            ("team", "T000000000", "no such workspace"),
        ] as [(String, String?, String)])
    func `a mistake is a page, never a redirect`(name: String, value: String?, reason: String) async throws {
        try await SlackWorld().run { slack async throws in
            let reply = try await slack.authorize([name: value])
            #expect(reply.status == 400)
            #expect(reply.header("Location") == nil)
            #expect(reply.text.contains("This request was refused"))
            #expect(reply.text.contains(reason))
        }
    }

    @Test func `asking for nothing, or for one thing twice, is refused`() async throws {
        try await SlackWorld().run { slack async throws in
            #expect(try await slack.authorize(["scope": nil, "user_scope": nil]).text.contains("no_scopes"))
            #expect(try await slack.authorize(["state": "a", "state": "b"]).status == 400)
        }
    }

    @Test(arguments: [SlackWorld.callback, SlackWorld.callback + "/below", SlackWorld.callback + "?app=1", SlackWorld.localCallback])
    func `a redirect URI may be a registered one, below one, or on this machine`(uri: String) async throws {
        try await SlackWorld().run { slack async throws in
            let ticket = try await slack.authorize(["redirect_uri": uri]).ticket
            let reply = try await slack.decide([("ticket", ticket), ("account", "ada@acme.example"), ("decision", "allow")])
            #expect(reply.status == 303)
            #expect(reply.header("Location")?.hasPrefix(uri) == true)
            #expect(reply.redirect["state"] == "st&te ü")
            #expect(reply.redirect["code"] != nil)
        }
    }

    @Test func `without a redirect URI the registered one is used`() async throws {
        try await SlackWorld().run { slack async throws in
            let code = try await slack.code(["redirect_uri": nil])
            #expect(try await slack.exchange(code, ["redirect_uri": nil]).isOK)
        }
    }

    @Test func `the page says what the bot and what the person will do`() async throws {
        try await SlackWorld().run { slack async throws in
            let page = try await slack.authorize()
            #expect(page.status == 200)
            #expect(page.text.contains("<strong>Sandbox</strong> — not the real Slack."))
            #expect(page.text.contains("As its own bot: send messages"))
            #expect(page.text.contains("As you: send messages"))
            for email in ["ada@acme.example", "hugo@globex.example"] { #expect(page.text.contains("value=\"\(email)\"")) }
            #expect(page.text.contains("meetings.example"))
        }
    }

    @Test func `a workspace that was asked for is the only one to choose`() async throws {
        let world = try SlackWorld()
        let team = try #require(world.slack.read { $0.team(domain: "globex") })
        try await world.run { slack async throws in
            let page = try await slack.authorize(["team": team.id])
            #expect(page.text.contains("gina@globex.example"))
            #expect(!page.text.contains("ada@acme.example"))
            let refused = try await slack.decide([("ticket", page.ticket), ("account", "ada@acme.example"), ("decision", "allow")])
            #expect(refused.status == 400)
        }
    }

    @Test(arguments: ["deny", "cancel"]) func `Cancel gives access_denied and the state`(decision: String) async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let reply = try await slack.decide([("ticket", slack.authorize().ticket), ("decision", decision)])
            #expect(reply.status == 303)
            #expect(reply.destination == SlackWorld.callback)
            #expect(reply.redirect == ["error": "access_denied", "state": "st&te ü"])
        }
        #expect(world.slack.issuedSecrets.isEmpty)
    }

    @Test func `a ticket is good for one answer within ten minutes`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let allow = [("account", "ada@acme.example"), ("decision", "allow")]
            let ticket = try await slack.authorize().ticket
            #expect(try await slack.decide(allow + [("ticket", ticket)]).status == 303)
            #expect(try await slack.decide(allow + [("ticket", ticket)]).status == 400)
            let old = try await slack.authorize().ticket
            world.clock.advance(seconds: 600)
            #expect(try await slack.decide(allow + [("ticket", old)]).status == 400)
            #expect(
                try await slack.decide([("account", "eve@evil.example"), ("decision", "allow"), ("ticket", slack.authorize().ticket)])
                    .status == 400)
            #expect(
                try await slack.decide([("account", "ada@acme.example"), ("decision", "maybe"), ("ticket", slack.authorize().ticket)])
                    .status == 400)
        }
    }

    @Test func `an optional scope can be left out, and the token answer says so`() async throws {
        try await SlackWorld().run { slack async throws in
            _ = try await slack.settings(["optional_scopes": "users:read.email,channels:read"])
            let page = try await slack.authorize()
            #expect(page.text.contains("<input type=\"checkbox\" name=\"scope\" value=\"users:read.email\" checked>"))
            let reply = try await slack.decide([
                ("ticket", page.ticket), ("account", "ada@acme.example"), ("decision", "allow"), ("boxes", "shown"),
                ("scope", "channels:read"),
            ])
            let tokens = try await slack.exchange(reply.redirect["code"] ?? "")
            #expect(tokens["scope"] == "chat:write,chat:write.public,channels:read,im:write,users:read")
            #expect(tokens["authed_user", "scope"] == "chat:write,channels:read,groups:read,users:read")
        }
    }

    @Test func `the browser remembers the account`() async throws {
        try await SlackWorld().run { slack async throws in
            let reply = try await slack.decide([
                ("ticket", slack.authorize().ticket), ("account", "gina@globex.example"), ("decision", "allow"),
            ])
            let cookie = String(try #require(reply.header("Set-Cookie")).prefix { $0 != ";" })
            let page = try await slack.get(
                "/slack.com/oauth/v2/authorize?" + SlackDriver.encoded(SlackDriver.request), headers: [.cookie: cookie])
            #expect(page.text.contains("value=\"gina@globex.example\" required checked"))
        }
    }
}
