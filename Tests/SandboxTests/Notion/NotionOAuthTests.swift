import HTTPTypes
import Testing

@testable import Sandbox

@Suite("Notion gives pairs of tokens without an end, and takes them back")
struct NotionOAuthTests {
    @Test func `a request needs the client, its address, the code and the owner`() async throws {
        try await SimulationWorld().notion { notion async throws in
            #expect(try await notion.authorize(["client_id": "nobody"]).status == 400)
            #expect(try await notion.authorize(["redirect_uri": "https://evil.example/"]).status == 400)
            #expect(try await notion.authorize(["owner": nil]).redirect["error"] == "invalid_request")
            #expect(try await notion.authorize(["response_type": "token"]).redirect["state"] == "st&te")
            let page = try await notion.authorize()
            #expect(page.text.contains("not the real Notion") && page.text.contains("Acme / Meeting notes"))
        }
    }

    @Test func `the answer names the workspace and the person, and no expiry`() async throws {
        try await SimulationWorld().notion { notion async throws in
            let reply = try await notion.exchange(notion.code())
            #expect(reply.status == 200)
            #expect(reply["token_type"] == "bearer" && reply["workspace_name"] == "Acme")
            #expect(reply["owner", "user", "person", "email"] == "ada@acme.example")
            #expect(reply["refresh_token"]?.string?.isEmpty == false && reply["expires_in"] == nil)
        }
    }

    @Test func `the client proves itself by Basic with a JSON body and a version`() async throws {
        try await SimulationWorld().notion { notion async throws in
            let body: JSON = ["grant_type": "authorization_code", "code": .string(try await notion.code())]
            let noVersion = try await notion.token(body, headers: SimulationDriver.basic)
            #expect(noVersion.status == 400 && noVersion["code"] == "missing_version")
            #expect(try await notion.token(body, headers: NotionDriver.headers([:])).status == 401)
            let form = try await notion.http.post(
                "/api.notion.com/v1/oauth/token", form: [("grant_type", "refresh_token")],
                headers: NotionDriver.headers(SimulationDriver.basic))
            #expect(form["error"] == "invalid_request")
            #expect(try await notion.token(body)["error"] == "invalid_grant", "the redirect URI is missing")
        }
    }

    @Test func `a refresh gives a new pair, once`() async throws {
        let world = try SimulationWorld()
        try await world.notion { notion async throws in
            let tokens = try await notion.connect()
            let reply = try await notion.refresh(tokens.refresh)
            #expect(reply["access_token"] != .string(tokens.access) && reply["refresh_token"] != .string(tokens.refresh))
            #expect(try await notion.call(.get, "/users/me", token: tokens.access).status == 401)
            let late = try await notion.refresh(tokens.refresh)
            #expect(late.status == 400 && late["error"] == "invalid_grant")
            try world.sandbox.notion.changeSettings { $0.rotationGrace = 60 }
            #expect(try await notion.refresh(tokens.refresh)["access_token"] == reply["access_token"])
        }
    }

    @Test func `access tokens die without warning when the settings say so`() async throws {
        let world = try SimulationWorld()
        try await world.notion { notion async throws in
            _ = try await notion.http.send(.post, "/sandbox/notion/settings", json: ["access_token_lifetime": 30])
            let tokens = try await notion.connect()
            #expect(try await notion.call(.get, "/users/me", token: tokens.access).status == 200)
            world.clock.advance(seconds: 30)
            let dead = try await notion.call(.get, "/users/me", token: tokens.access)
            #expect(dead.status == 401 && dead["code"] == "unauthorized")
            let fresh = try await notion.refresh(tokens.refresh)["access_token"]?.string ?? ""
            #expect(try await notion.call(.get, "/users/me", token: fresh).status == 200)
        }
    }

    @Test func `revoking ends both tokens, and again is no error`() async throws {
        let world = try SimulationWorld()
        try await world.notion { notion async throws in
            let tokens = try await notion.connect()
            for _ in 0..<2 {
                let reply = try await notion.http.send(
                    .post, "/api.notion.com/v1/oauth/revoke", json: ["token": .string(tokens.access)],
                    headers: NotionDriver.headers(SimulationDriver.basic))
                #expect(reply.status == 200)
            }
            #expect(try await notion.call(.get, "/users/me", token: tokens.access).status == 401)
            #expect(try await notion.refresh(tokens.refresh)["error"] == "invalid_grant")
            let ben = try await notion.connect(as: "ben@acme.example")
            #expect(try await notion.http.send(.post, "/sandbox/notion/withdraw", json: ["account": "ben@acme.example"])["ended"] == 1)
            #expect(try await notion.call(.get, "/users/me", token: ben.access).status == 401)
        }
        #expect(world.sandbox.notion.revokedTokens == 1)
    }
}
