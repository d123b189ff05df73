import Testing

@testable import Sandbox

@Suite("Google gives a refresh token when it asks, and it stays")
struct GoogleRefreshTests {
    @Test func `a refresh answers without a refresh token, and the old one goes on`() async throws {
        try await GoogleWorld().run { google async throws in
            let tokens = try await google.connect()
            for _ in 0..<3 {
                let reply = try await google.refresh(tokens.refresh)
                #expect(reply.status == 200)
                #expect(reply["refresh_token"] == nil)
                #expect(reply["access_token"]?.string != tokens.access)
                #expect(reply.scopes.count == 5)
                #expect(try await google.userinfo(reply["access_token"]?.string ?? "").status == 200)
            }
            #expect(try await google.userinfo(tokens.access).status == 200, "the first access token still lives")
        }
    }

    @Test func `consent that is not asked again gives no second refresh token`() async throws {
        try await GoogleWorld().run { google async throws in
            #expect(try await google.exchange(google.code(["prompt": nil]))["refresh_token"] != nil, "the first time")
            let again = try await google.allow(google.authorize(["prompt": nil]))
            #expect(again.redirect["prompt"] == "none")
            #expect(try await google.exchange(again.redirect["code"] ?? "")["refresh_token"] == nil)
            #expect(try await google.exchange(google.code(["prompt": "consent"]))["refresh_token"] != nil, "asked again")
            #expect(
                try await google.exchange(google.code(as: "ben@acme.example", ["prompt": nil]))["refresh_token"] != nil, "another person")
        }
    }

    @Test func `something new is asked, so it gives one`() async throws {
        try await GoogleWorld().run { google async throws in
            _ = try await google.connect(scope: "openid \(GoogleDriver.file)")
            let more = try await google.exchange(google.code(["prompt": nil, "scope": GoogleDriver.send]))
            #expect(more["refresh_token"] != nil)
            #expect(more.scopes == [GoogleDriver.send], "only what was asked")
        }
    }

    @Test func `earlier scopes come along when the client asks for them`() async throws {
        try await GoogleWorld().run { google async throws in
            _ = try await google.connect(scope: "openid \(GoogleDriver.file)")
            let reply = try await google.exchange(google.code(["scope": GoogleDriver.send, "include_granted_scopes": "true"]))
            #expect(reply.scopes == ["openid", GoogleDriver.file, GoogleDriver.send])
            #expect(try await google.refresh(reply["refresh_token"]?.string ?? "").scopes == reply.scopes)
        }
    }

    @Test(arguments: ["online", nil] as [String?]) func `online access has no refresh token`(access: String?) async throws {
        try await GoogleWorld().run { google async throws in
            #expect(try await google.exchange(google.code(["access_type": access]))["refresh_token"] == nil)
        }
    }

    @Test(
        arguments: [
            ("refresh_token", "1//made-up", 400, "invalid_grant"), ("refresh_token", nil, 400, "invalid_request"),
            ("client_secret", nil, 400, "invalid_request"), ("client_secret", "wrong", 401, "invalid_client"),
            ("redirect_uri", GoogleWorld.callback, 400, "invalid_request"),
            ("scope", "https://www.googleapis.com/auth/tasks", 400, "invalid_scope"),
        ] as [(String, String?, Int, String)])
    func `a mistake gets its error`(name: String, value: String?, status: Int, error: String) async throws {
        try await GoogleWorld().run { google async throws in
            let reply = try await google.refresh(google.connect().refresh, [name: value])
            #expect(reply.status == status)
            #expect(reply["error"]?.string == error)
        }
    }

    @Test func `another client's refresh token is none`() async throws {
        try await GoogleWorld().run { google async throws in
            let reply = try await google.refresh(google.connect().refresh, ["client_id": "stranger", "client_secret": "hidden"])
            #expect(reply["error"] == "invalid_grant")
        }
    }

    @Test func `the hundred and first kills the oldest without a word`() async throws {
        try await GoogleWorld().run { google async throws in
            var tokens: [Tokens] = []
            for _ in 0..<100 { tokens.append(try await google.connect()) }
            #expect(try await google.refresh(tokens[0].refresh).status == 200)
            _ = try await google.connect(as: "ben@acme.example")
            #expect(try await google.refresh(tokens[0].refresh).status == 200, "another account has its own hundred")
            #expect(try await google.refresh(google.connect().refresh).status == 200)
            #expect(try await google.refresh(tokens[0].refresh)["error"] == "invalid_grant")
            #expect(try await google.refresh(tokens[1].refresh).status == 200)
            #expect(try await google.userinfo(tokens[0].access).status == 200, "its access token lives on")
        }
    }

    @Test func `in testing, refresh tokens die after seven days, unless they only sign in`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let published = try await google.connect()
            _ = try await google.settings(["testing_mode": true])
            let testing = try await google.connect()
            let signIn = try await google.connect(scope: "openid email profile")
            world.clock.advance(seconds: 7 * 86_400 - 1)
            #expect(try await google.refresh(testing.refresh).status == 200)
            world.clock.advance(seconds: 1)
            #expect(try await google.refresh(testing.refresh)["error"] == "invalid_grant")
            #expect(try await google.refresh(signIn.refresh).status == 200)
            #expect(try await google.refresh(published.refresh).status == 200)
        }
    }

    @Test func `six months without use end it`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let (used, idle) = (try await google.connect(), try await google.connect())
            world.clock.advance(seconds: 100 * 86_400)
            #expect(try await google.refresh(used.refresh).status == 200)
            world.clock.advance(seconds: 100 * 86_400)
            #expect(try await google.refresh(used.refresh).status == 200)
            #expect(try await google.refresh(idle.refresh)["error"] == "invalid_grant")
        }
    }

    @Test func `a new password ends the refresh tokens that may send mail`() async throws {
        try await GoogleWorld().run { google async throws in
            let mail = try await google.connect()
            let files = try await google.connect(scope: GoogleDriver.file)
            let reply = try await google.call(.post, "/sandbox/google/password", token: nil, json: ["account": "ada@acme.example"])
            #expect(reply["refresh_tokens_ended"] == 1)
            #expect(try await google.refresh(mail.refresh)["error"] == "invalid_grant")
            #expect(try await google.refresh(files.refresh).status == 200)
        }
    }
}
