import Foundation
import HTTPTypes
import Testing

@testable import Sandbox

@Suite("A code of Google's becomes tokens once, for the client it was made for")
struct GoogleCodeExchangeTests {
    @Test func `the answer has the shape Google documents`() async throws {
        try await GoogleWorld().run { google async throws in
            let reply = try await google.exchange(google.code())
            #expect(reply.status == 200)
            #expect(reply["access_token"]?.string?.hasPrefix("ya29.") == true)
            #expect(reply["refresh_token"]?.string?.hasPrefix("1//") == true)
            #expect(reply["expires_in"] == 3_599)
            #expect(reply["token_type"] == "Bearer")
            #expect(reply.scopes.count == 5)
            #expect(reply["id_token"]?.string?.split(separator: ".").count == 3)
            #expect(reply.header("Cache-Control") == "no-store")
        }
    }

    @Test func `HTTP Basic proves the client as well`() async throws {
        try await GoogleWorld().run { google async throws in
            let basic = Data("client:se%3Acret%2F%2B".utf8).base64EncodedString()
            let reply = try await google.exchange(
                google.code(), ["client_id": nil, "client_secret": nil], headers: [.authorization: "Basic \(basic)"])
            #expect(reply.status == 200)
        }
    }

    @Test(
        arguments: [
            ("client_secret", "wrong", 401, "invalid_client"), ("client_secret", nil, 400, "invalid_request"),
            ("client_id", "nobody", 401, "invalid_client"), ("redirect_uri", GoogleWorld.callback + "?app=1", 400, "redirect_uri_mismatch"),
            ("redirect_uri", nil, 400, "invalid_request"), ("code", "4/made-up", 400, "invalid_grant"),
            ("code", nil, 400, "invalid_request"),
            ("code_verifier", nil, 400, "invalid_grant"), ("code_verifier", String(repeating: "x", count: 43), 400, "invalid_grant"),
            ("grant_type", "password", 400, "unsupported_grant_type"), ("grant_type", nil, 400, "invalid_request"),
            ("audience", "x", 400, "invalid_request"),
        ] as [(String, String?, Int, String)])
    func `a mistake gets its error and leaves the code usable`(name: String, value: String?, status: Int, error: String) async throws {
        try await GoogleWorld().run { google async throws in
            let code = try await google.code()
            let reply = try await google.exchange(code, [name: value])
            #expect(reply.status == status)
            #expect(reply["error"]?.string == error)
            #expect(reply["error_description"]?.string?.isEmpty == false)
            #expect(try await google.exchange(code).status == 200)
        }
    }

    @Test func `another client cannot use the code`() async throws {
        try await GoogleWorld().run { google async throws in
            let reply = try await google.exchange(google.code(), ["client_id": "stranger", "client_secret": "hidden"])
            #expect(reply["error"] == "invalid_grant")
        }
    }

    @Test func `a code works once, within ten minutes`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let code = try await google.code()
            #expect(try await google.exchange(code).status == 200)
            #expect(try await google.exchange(code)["error"] == "invalid_grant")
            let late = try await google.code()
            world.clock.advance(seconds: 600)
            #expect(try await google.exchange(late)["error"] == "invalid_grant")
        }
    }

    @Test func `a challenge without a method is a plain one`() async throws {
        try await GoogleWorld().run { google async throws in
            let plain = try await google.code(["code_challenge": GoogleDriver.verifier, "code_challenge_method": nil])
            #expect(try await google.exchange(plain).status == 200)
            let hashed = try await google.code(["code_challenge_method": nil])
            #expect(try await google.exchange(hashed)["error"] == "invalid_grant", "the hash is not the verifier")
        }
    }

    @Test func `a verifier without a challenge is refused`() async throws {
        try await GoogleWorld().run { google async throws in
            let code = try await google.code(["code_challenge": nil, "code_challenge_method": nil])
            #expect(try await google.exchange(code)["error"] == "invalid_grant")
            #expect(try await google.exchange(code, ["code_verifier": nil]).status == 200)
        }
    }

    @Test func `only a form in the body is read`() async throws {
        try await GoogleWorld().run { google async throws in
            let json = try await google.call(.post, "/oauth2.googleapis.com/token", token: nil, json: ["grant_type": "authorization_code"])
            #expect(json["error"] == "invalid_request")
            let query = try await google.post("/oauth2.googleapis.com/token?client_id=client", form: GoogleDriver.exchange)
            #expect(query["error"] == "invalid_request")
            let doubled = try await google.post("/oauth2.googleapis.com/token", form: GoogleDriver.exchange + [("client_id", "client")])
            #expect(doubled["error"] == "invalid_request")
            #expect(try await google.get("/oauth2.googleapis.com/token").status == 404)
        }
    }
}
