import Testing

@testable import Sandbox

@Suite("Google shows its consent page to well-formed requests only")
struct GoogleAuthorizeTests {
    @Test(
        arguments: [
            ("client_id", "nobody"), ("client_id", nil), ("client_id", "elsewhere"), ("redirect_uri", nil),
            ("redirect_uri", GoogleWorld.callback + "/"), ("redirect_uri", "http://localhost:8000/integrations/google/callback"),
        ] as [(String, String?)])
    func `an unknown client or redirect URI gets a page, and nothing is sent there`(name: String, value: String?) async throws {
        try await GoogleWorld().run { google async throws in
            let reply = try await google.authorize([name: value])
            #expect(reply.status == 400)
            #expect(reply.header("Location") == nil)
            #expect(reply.text.contains(name == "client_id" ? "invalid_client" : "redirect_uri_mismatch"))
        }
    }

    @Test(
        arguments: [
            ("response_type", nil, "invalid_request"), ("response_type", "token", "unsupported_response_type"),
            ("scope", nil, "invalid_request"), ("scope", "openid calendar", "invalid_scope"),
            ("scope", "openid,email", "invalid_scope"), ("access_type", "sometimes", "invalid_request"),
            ("prompt", "always", "invalid_request"), ("prompt", "none consent", "invalid_request"),
            ("include_granted_scopes", "yes", "invalid_request"), ("code_challenge", "short", "invalid_request"),
            ("code_challenge", nil, "invalid_request"), ("code_challenge_method", "SHA256", "invalid_request"),
            ("approve", "1", "invalid_request"),
        ] as [(String, String?, String)])
    func `another mistake is told to the client, with its state`(name: String, value: String?, error: String) async throws {
        try await GoogleWorld().run { google async throws in
            let reply = try await google.authorize([name: value])
            #expect(reply.status == 302)
            #expect(reply.destination == GoogleWorld.callback)
            #expect(reply.redirect["error"] == error)
            #expect(reply.redirect["state"] == "st&te ü")
            #expect(reply.redirect["code"] == nil)
        }
    }

    @Test func `a doubled parameter is refused, and a doubled state is not sent back`() async throws {
        try await GoogleWorld().run { google async throws in
            let query = GoogleDriver.request.map { "\($0.0)=\(Form.encoded($0.1))" }.joined(separator: "&")
            let scope = try await google.get("/accounts.google.com/o/oauth2/v2/auth?\(query)&scope=openid")
            #expect(scope.redirect["error"] == "invalid_request")
            let state = try await google.get("/accounts.google.com/o/oauth2/v2/auth?\(query)&state=other")
            #expect(state.redirect["error"] == "invalid_request")
            #expect(state.redirect["state"] == nil)
        }
    }

    @Test(arguments: ["email", "https://www.googleapis.com/auth/userinfo.email"])
    func `the short names of sign-in scopes mean their addresses`(scope: String) async throws {
        try await GoogleWorld().run { google async throws in
            let reply = try await google.exchange(google.code(["scope": scope]))
            #expect(reply["scope"] == "https://www.googleapis.com/auth/userinfo.email")
        }
    }

    @Test(arguments: ["select_account", "consent select_account", nil] as [String?])
    func `every documented prompt shows the page`(prompt: String?) async throws {
        try await GoogleWorld().run { google async throws in
            #expect(try await google.authorize(["prompt": prompt, "include_granted_scopes": "true", "nonce": "n"]).status == 200)
        }
    }

    @Test func `prompt none asks nobody`() async throws {
        try await GoogleWorld().run { google async throws in
            #expect(try await google.authorize(["prompt": "none"]).redirect["error"] == "login_required")
            let allowed = try await google.allow(google.authorize(["scope": "openid email"]))
            let cookie = try #require(allowed.header("Set-Cookie")).prefix { $0 != ";" }
            let silent = try await google.authorize(["prompt": "none", "scope": "openid"], cookie: String(cookie))
            #expect(silent.redirect["code"] != nil)
            let more = try await google.authorize(["prompt": "none"], cookie: String(cookie))
            #expect(more.redirect["error"] == "consent_required")
            #expect(more.redirect["state"] == "st&te ü")
        }
    }

    @Test func `the discovery document names the addresses that are here`() async throws {
        try await GoogleWorld().run { google async throws in
            let document = try await google.get("/accounts.google.com/.well-known/openid-configuration")
            #expect(document["issuer"] == "https://accounts.google.com")
            #expect(document["token_endpoint"] == "https://oauth2.googleapis.com/token")
            #expect(document["code_challenge_methods_supported"] == ["plain", "S256"])
        }
    }
}
