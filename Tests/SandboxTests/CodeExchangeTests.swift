import Foundation
import HTTPTypes
import Testing

@testable import Sandbox

@Suite("A code becomes tokens once, for the client it was meant for")
struct CodeExchangeTests {
    @Test func `the answer is a bearer token with its scopes and a refresh token`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let reply = try await linear.exchange(linear.code())
            #expect(reply.status == 200)
            #expect(reply["token_type"] == "Bearer")
            #expect(reply["expires_in"] == 86_399)
            #expect(reply["scope"] == "read issues:create")
            #expect(reply["refresh_token"]?.string?.isEmpty == false)
            #expect(reply.header("Cache-Control") == "no-store")
        }
        #expect(world.linear.tokenRequests == 1)
        #expect(world.linear.issuedSecrets.count == 3)
    }

    @Test func `read is granted even when only another scope was asked for`() async throws {
        try await SandboxWorld().run { linear async throws in
            #expect(try await linear.exchange(linear.code(["scope": "comments:create"]))["scope"] == "read comments:create")
        }
    }

    @Test func `a code used twice is refused and ends what it gave`() async throws {
        try await SandboxWorld().run { linear async throws in
            let code = try await linear.code()
            let first = try await linear.exchange(code)
            let second = try await linear.exchange(code)
            #expect(second.status == 400)
            #expect(second["error"] == "invalid_grant")
            let access = first["access_token"]?.string ?? ""
            #expect(try await linear.graphQL("{ viewer { id } }", token: access).status == 401)
            #expect(try await linear.refresh(first["refresh_token"]?.string ?? "")["error"] == "invalid_grant")
        }
    }

    @Test func `of many exchanges at once, one succeeds`() async throws {
        try await SandboxWorld().run { linear async throws in
            let code = try await linear.code()
            let statuses = try await withThrowingTaskGroup { group in
                for _ in 0..<30 { group.addTask { try await linear.exchange(code).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 200 } == 1)
        }
    }

    @Test func `a code is good for ten minutes`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let code = try await linear.code()
            let late = try await linear.code()
            world.clock.advance(seconds: 599)
            #expect(try await linear.exchange(code).status == 200)
            world.clock.advance(seconds: 1)
            #expect(try await linear.exchange(late)["error"] == "invalid_grant")
        }
    }

    @Test(arguments: [
        ("redirect_uri", SandboxWorld.otherCallback, "invalid_grant"), ("redirect_uri", nil, "invalid_request"),
        ("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX", "invalid_grant"), ("code_verifier", nil, "invalid_grant"),
        ("code_verifier", "short", "invalid_grant"), ("code_verifier", String(repeating: "a", count: 129), "invalid_grant"),
        ("code", nil, "invalid_request"), ("code", "made up", "invalid_grant"), ("grant_type", nil, "invalid_request"),
        ("grant_type", "password", "unsupported_grant_type"), ("grant_type", "client_credentials", "Error"),
    ])
    func `a mistake in the form is named, and the code stays good`(name: String, value: String?, error: String) async throws {
        try await SandboxWorld().run { linear async throws in
            let code = try await linear.code()
            let reply = try await linear.exchange(code, [name: value])
            #expect(reply.status == 400)
            #expect(reply["error"] == .string(error))
            #expect(reply["access_token"] == nil)
            #expect(try await linear.exchange(code).status == 200)
        }
    }

    @Test func `a verifier without a challenge before is refused`() async throws {
        try await SandboxWorld().run { linear async throws in
            let code = try await linear.code(["code_challenge": nil, "code_challenge_method": nil])
            #expect(try await linear.exchange(code)["error"] == "invalid_grant")
            #expect(try await linear.exchange(code, ["code_verifier": nil]).status == 200)
        }
    }

    @Test func `the secret may be left out with PKCE only, and must be right when it comes`() async throws {
        try await SandboxWorld().run { linear async throws in
            #expect(try await linear.exchange(linear.code(), ["client_secret": nil]).status == 200)
            let wrong = try await linear.exchange(linear.code(), ["client_secret": "guess"])
            #expect(wrong.status == 401)
            #expect(wrong["error"] == "invalid_client")
            let bare = try await linear.code(["code_challenge": nil, "code_challenge_method": nil])
            #expect(try await linear.exchange(bare, ["client_secret": nil, "code_verifier": nil])["error"] == "invalid_client")
        }
    }

    @Test func `another client cannot use the code`() async throws {
        try await SandboxWorld().run { linear async throws in
            let reply = try await linear.exchange(linear.code(), ["client_id": "stranger", "client_secret": "hidden"])
            #expect(reply.status == 400)
            #expect(reply["error"] == "invalid_grant")
            #expect(try await linear.exchange(linear.code(), ["client_id": "elsewhere"]).status == 401)
        }
    }

    @Test func `HTTP Basic works instead of the body, not beside it`() async throws {
        let basic = "Basic " + Data("client:se%3Acret%2F%2B".utf8).base64EncodedString()
        try await SandboxWorld().run { linear async throws in
            let alone = try await linear.exchange(
                linear.code(), ["client_id": nil, "client_secret": nil], headers: [.authorization: basic])
            #expect(alone.status == 200)
            let both = try await linear.exchange(linear.code(), headers: [.authorization: basic])
            #expect(both["error"] == "invalid_request")
            let wrong = "Basic " + Data("client:guess".utf8).base64EncodedString()
            let refused = try await linear.exchange(
                linear.code(), ["client_id": nil, "client_secret": nil], headers: [.authorization: wrong])
            #expect(refused.status == 401)
            #expect(refused.header("WWW-Authenticate") != nil)
        }
    }

    @Test func `only a form is read, and only from the body`() async throws {
        try await SandboxWorld().run { linear async throws in
            let json = try await linear.post("/api.linear.app/oauth/token", json: ["grant_type": "authorization_code"])
            #expect(json.status == 400)
            #expect(json["error"] == "invalid_request")
            let query = try await linear.post("/api.linear.app/oauth/token?client_secret=se", form: LinearDriver.exchange)
            #expect(query["error"] == "invalid_request")
            #expect(try await linear.exchange(linear.code(), ["code_verifier": "a", "code_verifier": "b"])["error"] == "invalid_request")
        }
    }
}
