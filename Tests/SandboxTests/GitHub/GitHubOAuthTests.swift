import HTTPTypes
import Testing

@testable import Sandbox

@Suite("GitHub gives a token for a code, in its own manner, and takes it back")
struct GitHubOAuthTests {
    @Test func `an unknown client is a page, another mistake goes to the registered address`() async throws {
        try await SimulationWorld().github { github async throws in
            #expect(try await github.authorize(["client_id": "nobody"]).status == 400)
            let wrong = try await github.authorize(["redirect_uri": "https://evil.example/"])
            #expect(wrong.status == 302)
            #expect(wrong.destination == SimulationWorld.callback("github"))
            #expect(wrong.redirect["error"] == "redirect_uri_mismatch")
            #expect(try await github.authorize(["code_challenge_method": "plain"]).redirect["error"] == "invalid_request")
            #expect(try await github.authorize(["redirect_uri": SimulationWorld.callback("github") + "/below"]).status == 200)
        }
    }

    @Test func `cancelling says so`() async throws {
        try await SimulationWorld().github { github async throws in
            let ticket = try await github.authorize().ticket
            let reply = try await github.http.post(GitHubDriver.consent, form: [("ticket", ticket), ("decision", "deny")])
            #expect(reply.redirect["error"] == "access_denied" && reply.redirect["state"] == "st&te")
        }
    }

    @Test func `the answer is a form unless JSON is accepted`() async throws {
        try await SimulationWorld().github { github async throws in
            let form = try await github.exchange(github.code(), accept: nil)
            #expect(form.header("Content-Type")?.hasPrefix("application/x-www-form-urlencoded") == true)
            let fields = try #require(Form(encoded: form.text))
            #expect(fields["access_token"]?.hasPrefix("gho_") == true)
            #expect(fields["scope"] == "repo,read:user")
            let json = try await github.exchange(github.code())
            #expect(json["token_type"] == "bearer" && json["scope"] == "repo,read:user")
            #expect(json["expires_in"] == nil && json["refresh_token"] == nil)
        }
    }

    @Test func `unknown scopes are passed over, and one scope may hold another`() async throws {
        try await SimulationWorld().github { github async throws in
            let reply = try await github.exchange(github.code(["scope": "user user:email public_repo repo nonsense"]))
            #expect(reply["scope"] == "repo,user")
        }
    }

    @Test(
        arguments: [
            ("client_secret", "wrong", "incorrect_client_credentials"), ("client_id", "nobody", "incorrect_client_credentials"),
            ("code", "made up", "bad_verification_code"), ("redirect_uri", "https://evil.example/", "redirect_uri_mismatch"),
            ("code_verifier", String(repeating: "a", count: 43), "bad_verification_code"), ("code_verifier", nil, "bad_verification_code"),
            ("grant_type", "refresh_token", "unsupported_grant_type"),
        ] as [(String, String?, String)])
    func `an error comes with status 200`(name: String, value: String?, error: String) async throws {
        let world = try SimulationWorld()
        try await world.github { github async throws in
            let code = try await github.code()
            let reply = try await github.exchange(code, [name: value])
            #expect(reply.status == 200)
            #expect(reply.error == error)
            #expect(try await github.exchange(code)["access_token"] != nil, "the code stays good")
            #expect(try await github.exchange(code).error == "bad_verification_code", "but once")
        }
        #expect(world.sandbox.github.tokenRequests == 3)
    }

    @Test func `a code is good for ten minutes`() async throws {
        let world = try SimulationWorld()
        try await world.github { github async throws in
            let code = try await github.code()
            world.clock.advance(seconds: 600)
            #expect(try await github.exchange(code).error == "bad_verification_code")
        }
    }

    @Test func `the eleventh token ends the first`() async throws {
        try await SimulationWorld().github { github async throws in
            let first = try await github.connect()
            for _ in 0..<9 { _ = try await github.connect() }
            #expect(try await github.get("/user", token: first).status == 200)
            _ = try await github.connect()
            #expect(try await github.get("/user", token: first).status == 401)
        }
    }

    @Test func `revoking the grant ends every token of the person, revoking a token ends one`() async throws {
        let world = try SimulationWorld()
        try await world.github { github async throws in
            let (one, two, ben) = (try await github.connect(), try await github.connect(), try await github.connect(as: "ben@acme.example"))
            #expect(try await github.revoke(one, part: "token").status == 204)
            #expect(try await github.get("/user", token: two).status == 200)
            #expect(try await github.revoke(two).status == 204)
            #expect(try await github.get("/user", token: two).status == 401)
            #expect(try await github.revoke(two).status == 404)
            #expect(try await github.get("/user", token: ben).status == 200)
            #expect(try await github.revoke(ben, headers: [:]).status == 401)
            #expect(try await github.http.send(.post, "/sandbox/github/withdraw", json: ["account": "ben@acme.example"])["ended"] == 1)
            #expect(try await github.get("/user", token: ben).status == 401)
        }
        #expect(world.sandbox.github.revokedTokens == 2)
    }
}
