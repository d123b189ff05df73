import Testing

@testable import Sandbox

@Suite("Revoking any token at Google ends everything the account allowed the client")
struct GoogleRevokeTests {
    @Test(arguments: [true, false]) func `nothing of the grant works afterwards`(byAccessToken: Bool) async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let one = try await google.connect(scope: "openid \(GoogleDriver.file)")
            let other = try await google.connect(scope: "openid \(GoogleDriver.send)")
            #expect(try await google.revoke(byAccessToken ? one.access : one.refresh).status == 200)
            for tokens in [one, other] {
                #expect(try await google.userinfo(tokens.access).status == 401)
                #expect(try await google.refresh(tokens.refresh)["error"] == "invalid_grant")
                let again = try await google.revoke(tokens.refresh)
                #expect(again.status == 400)
                #expect(again["error"] == "invalid_token")
            }
            #expect(try await google.files(nil, token: one.access).canonical == "UNAUTHENTICATED")
        }
        #expect(world.google.revokedGrants == 1)
    }

    @Test func `other accounts and other clients live on`() async throws {
        try await GoogleWorld().run { google async throws in
            let (ada, ben) = (try await google.connect(), try await google.connect(as: "ben@acme.example"))
            let code = try await google.code(["client_id": "stranger"])
            let stranger = try await google.exchange(code, ["client_id": "stranger", "client_secret": "hidden"])
            _ = try await google.revoke(ada.refresh)
            #expect(try await google.refresh(ben.refresh).status == 200)
            #expect(try await google.userinfo(stranger["access_token"]?.string ?? "").status == 200)
        }
    }

    @Test func `afterwards everything is asked anew, and nothing is remembered`() async throws {
        try await GoogleWorld().run { google async throws in
            let first = try await google.connect()
            _ = try await google.revoke(first.refresh)
            let again = try await google.exchange(
                google.code(["prompt": nil, "scope": GoogleDriver.file, "include_granted_scopes": "true"]))
            #expect(again.scopes == [GoogleDriver.file])
            #expect(again["refresh_token"] != nil)
        }
    }

    @Test func `a code that waits dies with the grant`() async throws {
        try await GoogleWorld().run { google async throws in
            let tokens = try await google.connect()
            let code = try await google.code()
            _ = try await google.revoke(tokens.access)
            #expect(try await google.exchange(code)["error"] == "invalid_grant")
        }
    }

    @Test func `the token may stand in the address, in one place only`() async throws {
        try await GoogleWorld().run { google async throws in
            let tokens = try await google.connect()
            let path = "/oauth2.googleapis.com/revoke?token=\(Form.encoded(tokens.refresh))"
            #expect(try await google.post(path, form: [("token", tokens.refresh)])["error"] == "invalid_request")
            #expect(try await google.post(path, form: []).status == 200)
            #expect(try await google.post("/oauth2.googleapis.com/revoke", form: [])["error"] == "invalid_request")
            #expect(try await google.post("/oauth2.googleapis.com/revoke", form: [("tok", "x")])["error"] == "invalid_request")
            #expect(try await google.call(.post, "/oauth2.googleapis.com/revoke", token: nil, json: ["token": "x"]).status == 400)
        }
    }

    @Test func `an expired access token cannot be revoked`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let tokens = try await google.connect()
            world.clock.advance(seconds: 3_599)
            #expect(try await google.revoke(tokens.access)["error"] == "invalid_token")
            #expect(try await google.refresh(tokens.refresh).status == 200, "nothing happened to the grant")
        }
    }

    @Test func `the account takes access back, over HTTP and on its page`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let (ada, ben) = (try await google.connect(), try await google.connect(as: "ben@acme.example"))
            let page = try await google.get("/myaccount.google.com/ada@acme.example")
            #expect(page.text.contains("Remove access"))
            #expect(page.text.contains("name=\"client\" value=\"client\""))
            let form = [("account", "ada@acme.example"), ("client", "client")]
            let removed = try await google.post("/sandbox/google/withdraw", form: form)
            #expect(removed.status == 303 && removed.header("Location") == "/myaccount.google.com/ada@acme.example")
            #expect(try await google.refresh(ada.refresh)["error"] == "invalid_grant")
            #expect(try await google.get("/myaccount.google.com/ada@acme.example").text.contains("No application has access."))
            let json = try await google.call(.post, "/sandbox/google/withdraw", token: nil, json: ["account": "ben@acme.example"])
            #expect(json["withdrawn"] == 1)
            #expect(try await google.userinfo(ben.access).status == 401)
            #expect(try await google.call(.post, "/sandbox/google/withdraw", token: nil, json: ["account": "x@x.example"]).status == 400)
            #expect(try await google.get("/sandbox/google/state")["withdrawn"] == 2)
        }
        #expect(world.google.revokedGrants == 0)
    }
}
