import Testing

@testable import Sandbox

@Suite("At Google a person allows each thing by itself, once")
struct GoogleConsentTests {
    @Test func `the page says who asks, for what, and lets the person choose an account`() async throws {
        try await GoogleWorld().run { google async throws in
            let page = try await google.authorize()
            #expect(page.status == 200)
            #expect(page.text.contains("Meeting Intelligence wants to access your Google account"))
            #expect(page.text.contains("<strong>Sandbox</strong> — not the real Google."))
            for scope in [GoogleDriver.send, GoogleDriver.owned, GoogleDriver.file] {
                #expect(page.text.contains("type=\"checkbox\" name=\"scope\" value=\"\(scope)\" checked"))
            }
            #expect(!page.text.contains("name=\"scope\" value=\"openid\""), "signing in is not a choice")
            for email in ["ada@acme.example", "ben@acme.example", "clara@acme.example", "gina@globex.example"] {
                #expect(page.text.contains("value=\"\(email)\""))
            }
            #expect(page.text.contains("127.0.0.1:8000"))
        }
    }

    @Test func `Allow gives a code, the granted scopes and the state`() async throws {
        try await GoogleWorld().run { google async throws in
            let reply = try await google.allow(google.authorize())
            #expect(reply.status == 303)
            #expect(reply.destination == GoogleWorld.callback)
            #expect(reply.redirect["state"] == "st&te ü")
            #expect(reply.redirect["code"]?.hasPrefix("4/0A") == true)
            #expect(reply.redirect["code"].map { $0.utf8.count <= 256 } == true)
            #expect(reply.redirect["scope"]?.split(separator: " ").count == 5)
            #expect(reply.redirect["authuser"] == "0")
            #expect(reply.redirect["prompt"] == "consent")
            #expect(reply.redirect["error"] == nil && reply.redirect["iss"] == nil)
        }
    }

    @Test func `what is unticked is not granted`() async throws {
        try await GoogleWorld().run { google async throws in
            let reply = try await google.exchange(google.code(without: [GoogleDriver.send]))
            #expect(reply.status == 200)
            #expect(!reply.scopes.contains(GoogleDriver.send))
            #expect(reply.scopes.isSuperset(of: [GoogleDriver.owned, GoogleDriver.file, "openid"]))
            let none = try await google.exchange(google.code(without: [GoogleDriver.send, GoogleDriver.owned, GoogleDriver.file]))
            #expect(none.scopes == ["openid", "https://www.googleapis.com/auth/userinfo.email"])
        }
    }

    @Test func `a single permission has no box: the page as a whole is the question`() async throws {
        try await GoogleWorld().run { google async throws in
            let page = try await google.authorize(["scope": "openid \(GoogleDriver.send)"])
            #expect(!page.text.contains("type=\"checkbox\""))
            #expect(try await google.exchange(google.allow(page).redirect["code"] ?? "").scopes == ["openid", GoogleDriver.send])
        }
    }

    @Test func `everything unticked, and nobody signs in: that is a no`() async throws {
        try await GoogleWorld().run { google async throws in
            let page = try await google.authorize(["scope": "\(GoogleDriver.send) \(GoogleDriver.file)"])
            let reply = try await google.allow(page, without: [GoogleDriver.send, GoogleDriver.file])
            #expect(reply.redirect["error"] == "access_denied")
        }
    }

    @Test func `Cancel gives access_denied and the state`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let reply = try await google.decide([("ticket", google.authorize().ticket), ("decision", "deny")])
            #expect(reply.status == 303)
            #expect(reply.redirect["error"] == "access_denied")
            #expect(reply.redirect["state"] == "st&te ü")
            #expect(reply.redirect["code"] == nil)
        }
        #expect(world.google.issuedSecrets.isEmpty)
    }

    @Test func `a ticket is good for one answer, within ten minutes`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let page = try await google.authorize()
            #expect(try await google.allow(page).status == 303)
            #expect(try await google.allow(page).status == 400)
            let late = try await google.authorize()
            world.clock.advance(seconds: 600)
            #expect(try await google.allow(late).status == 400)
        }
    }

    @Test(
        arguments: [
            [("account", "eve@evil.example"), ("decision", "allow")], [("account", "ada@acme.example"), ("decision", "maybe")],
            [("account", "ada@acme.example"), ("decision", "allow"), ("scope", "https://www.googleapis.com/auth/tasks")],
            [("account", "ada@acme.example"), ("account", "ben@acme.example"), ("decision", "allow")],
        ])
    func `an answer that the page cannot give is refused`(fields: [(String, String)]) async throws {
        try await GoogleWorld().run { google async throws in
            let reply = try await google.decide([("ticket", google.authorize().ticket)] + fields)
            #expect(reply.status == 400)
            #expect(reply.header("Location") == nil)
        }
    }

    @Test func `the hinted account is chosen, else the one used last`() async throws {
        try await GoogleWorld().run { google async throws in
            let cookie = try #require(try await google.allow(google.authorize(), as: "gina@globex.example").header("Set-Cookie"))
            #expect(cookie.contains("HttpOnly"))
            let remembered = try await google.authorize(cookie: String(cookie.prefix { $0 != ";" }))
            #expect(remembered.text.contains("value=\"gina@globex.example\" required checked"))
            let hinted = try await google.authorize(["login_hint": "ben@acme.example"], cookie: String(cookie.prefix { $0 != ";" }))
            #expect(hinted.text.contains("value=\"ben@acme.example\" required checked"))
        }
    }

    @Test func `a redirect URI that has a query keeps it`() async throws {
        try await GoogleWorld().run { google async throws in
            let reply = try await google.allow(google.authorize(["redirect_uri": GoogleWorld.callback + "?app=1"]))
            #expect(reply.redirect["app"] == "1")
            #expect(reply.redirect["code"] != nil)
        }
    }
}
