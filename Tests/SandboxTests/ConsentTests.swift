import Testing

@testable import Sandbox

@Suite("A person decides on the consent page, once")
struct ConsentTests {
    @Test func `the page says who asks, for what, and lets the person choose an account`() async throws {
        try await SandboxWorld().run { linear async throws in
            let page = try await linear.authorize()
            #expect(page.status == 200)
            #expect(page.text.contains("Meeting Intelligence wants to access your Linear workspace"))
            #expect(page.text.contains("<strong>Sandbox</strong> — not the real Linear."))
            #expect(page.text.contains("Create issues and attach links to them"))
            #expect(!page.text.contains("Administer"))
            for email in ["ada@acme.example", "dan@acme.example", "gina@globex.example"] {
                #expect(page.text.contains("value=\"\(email)\""))
            }
            #expect(page.text.contains("127.0.0.1:8000"))
        }
    }

    @Test func `Allow gives a code and the state`() async throws {
        try await SandboxWorld().run { linear async throws in
            let reply = try await linear.decide(["ticket": linear.authorize().ticket, "account": "ada@acme.example", "decision": "allow"])
            #expect(reply.status == 303)
            #expect(reply.destination == SandboxWorld.callback)
            #expect(reply.redirect["state"] == "st&te ü")
            #expect(reply.redirect["code"]?.count == 40)
            #expect(reply.redirect["error"] == nil)
        }
    }

    @Test func `Cancel gives access_denied and the state`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let reply = try await linear.decide(["ticket": linear.authorize().ticket, "decision": "cancel"])
            #expect(reply.status == 303)
            #expect(reply.redirect["error"] == "access_denied")
            #expect(reply.redirect["state"] == "st&te ü")
            #expect(reply.redirect["code"] == nil)
        }
        #expect(world.linear.issuedSecrets.isEmpty)
    }

    @Test func `a ticket is good for one answer`() async throws {
        try await SandboxWorld().run { linear async throws in
            let ticket = try await linear.authorize().ticket
            #expect(try await linear.decide(["ticket": ticket, "account": "ada@acme.example", "decision": "allow"]).status == 303)
            let second = try await linear.decide(["ticket": ticket, "account": "ada@acme.example", "decision": "allow"])
            #expect(second.status == 400)
            #expect(second.header("Location") == nil)
        }
    }

    @Test func `a ticket is good for ten minutes`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let ticket = try await linear.authorize().ticket
            world.clock.advance(seconds: 600)
            #expect(try await linear.decide(["ticket": ticket, "account": "ada@acme.example", "decision": "allow"]).status == 400)
        }
    }

    @Test func `an unknown account, ticket or decision is refused`() async throws {
        try await SandboxWorld().run { linear async throws in
            for (account, decision) in [("eve@evil.example", "allow"), ("ada@acme.example", "maybe")] {
                let reply = try await linear.decide(["ticket": linear.authorize().ticket, "account": account, "decision": decision])
                #expect(reply.status == 400)
            }
            #expect(try await linear.decide(["ticket": "made up", "account": "ada@acme.example", "decision": "allow"]).status == 400)
        }
    }

    @Test func `the browser remembers the account`() async throws {
        try await SandboxWorld().run { linear async throws in
            let reply = try await linear.decide([
                "ticket": linear.authorize().ticket, "account": "gina@globex.example", "decision": "allow",
            ])
            let cookie = try #require(reply.header("Set-Cookie"))
            #expect(cookie.contains("HttpOnly"))
            let page = try await linear.authorize(cookie: String(cookie.prefix { $0 != ";" }))
            #expect(page.text.contains("value=\"gina@globex.example\" required checked"))
            #expect(!page.text.contains("value=\"ada@acme.example\" required checked"))
        }
    }

    @Test func `a redirect URI that has a query keeps it`() async throws {
        try await SandboxWorld().run { linear async throws in
            let ticket = try await linear.authorize(["redirect_uri": SandboxWorld.callback + "?app=1"]).ticket
            let reply = try await linear.decide(["ticket": ticket, "account": "ada@acme.example", "decision": "allow"])
            #expect(reply.redirect["app"] == "1")
            #expect(reply.redirect["code"] != nil)
        }
    }
}
