import Testing

@testable import Sandbox

@Suite("An authorization request is checked before anybody is asked")
struct AuthorizeTests {
    @Test(arguments: [
        ("client_id", "unknown"), ("client_id", "elsewhere"), ("client_id", nil), ("redirect_uri", "https://evil.example/"),
        ("redirect_uri", nil),
        ("redirect_uri", SandboxWorld.callback + "/"), ("redirect_uri", SandboxWorld.callback + "?x=1"),
    ])
    func `a wrong client or redirect URI is a page, never a redirect`(name: String, value: String?) async throws {
        try await SandboxWorld().run { linear async throws in
            let reply = try await linear.authorize([name: value])
            #expect(reply.status == 400)
            #expect(reply.header("Location") == nil)
            #expect(reply.text.contains("This request was refused"))
        }
    }

    @Test(arguments: [
        ("response_type", "token", "unsupported_response_type"), ("response_type", nil, "invalid_request"),
        ("scope", "read,everything", "invalid_scope"),
        ("scope", "read issues:create", "invalid_scope"), ("scope", nil, "invalid_scope"),
        ("scope", "read,app:assignable", "invalid_scope"),
        ("code_challenge_method", "plain", "invalid_request"), ("code_challenge_method", nil, "invalid_request"),
        ("code_challenge", "short", "invalid_request"), ("actor", "robot", "invalid_request"), ("prompt", "none", "invalid_request"),
    ])
    func `another mistake goes back to the client with its state`(name: String, value: String?, error: String) async throws {
        try await SandboxWorld().run { linear async throws in
            let reply = try await linear.authorize([name: value])
            #expect(reply.status == 302)
            #expect(reply.destination == SandboxWorld.callback)
            #expect(reply.redirect["error"] == error)
            #expect(reply.redirect["state"] == "st&te ü")
        }
    }

    @Test func `a parameter given twice is refused`() async throws {
        try await SandboxWorld().run { linear async throws in
            let reply = try await linear.authorize(["scope": "read", "scope": "admin"])
            #expect(reply.redirect["error"] == "invalid_request")
            let doubledURI = try await linear.authorize(["redirect_uri": SandboxWorld.callback, "redirect_uri": "https://evil.example/"])
            #expect(doubledURI.status == 400)
        }
    }

    @Test func `an application that acts as itself may ask for agent scopes but not for admin`() async throws {
        try await SandboxWorld().run { linear async throws in
            #expect(try await linear.authorize(["actor": "app", "scope": "read,app:assignable"]).status == 200)
            #expect(try await linear.authorize(["actor": "app", "scope": "read,admin"]).redirect["error"] == "invalid_scope")
        }
    }

    @Test func `a request without PKCE and without state is shown too`() async throws {
        try await SandboxWorld().run { linear async throws in
            let reply = try await linear.authorize(["code_challenge": nil, "code_challenge_method": nil, "state": nil])
            #expect(reply.status == 200)
        }
    }
}
