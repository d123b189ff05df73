import Crypto
import Foundation
import Testing

@testable import Sandbox

@Suite("Google says who somebody is, as far as it was allowed")
struct GoogleIdentityTests {
    @Test func `userinfo has what the scopes allow`() async throws {
        try await GoogleWorld().run { google async throws in
            let full = try await google.userinfo(google.connect(scope: "openid email profile").access)
            #expect(full.status == 200)
            #expect(full["sub"]?.string?.wholeMatch(of: /1\d{20}/) != nil)
            #expect(full["email"] == "ada@acme.example")
            #expect(full["email_verified"] == true)
            #expect(full["hd"] == "acme.example")
            #expect(full["name"] == "Ada Lovelace" && full["given_name"] == "Ada" && full["family_name"] == "Lovelace")
            let bare = try await google.userinfo(google.connect(scope: "openid").access)
            #expect(bare["sub"] == full["sub"])
            #expect(bare["email"] == nil && bare["name"] == nil)
        }
    }

    @Test func `the older answer says the same in its words`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect(scope: "openid email profile").access
            let reply = try await google.call(.get, "/www.googleapis.com/oauth2/v2/userinfo", token: token)
            #expect(reply["id"] == (try await google.userinfo(token)["sub"]))
            #expect(reply["verified_email"] == true)
            let fields = try await google.call(.get, "/www.googleapis.com/oauth2/v2/userinfo?fields=email", token: token)
            #expect(JSON(text: fields.text) == ["email": "ada@acme.example"])
        }
    }

    @Test func `without a sign-in scope or a live token there is no answer`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let files = try await google.connect(scope: GoogleDriver.file)
            #expect(try await google.userinfo(files.access).status == 401)
            #expect(try await google.call(.get, "/www.googleapis.com/oauth2/v2/userinfo", token: files.access).status == 403)
            let tokens = try await google.connect()
            world.clock.advance(seconds: 3_599)
            let late = try await google.userinfo(tokens.access)
            #expect(late.status == 401)
            #expect(late.header("WWW-Authenticate")?.hasPrefix("Bearer") == true)
            #expect(try await google.call(.get, "/openidconnect.googleapis.com/v1/userinfo", token: nil).status == 401)
        }
    }

    @Test func `the ID token is signed with the published key, for this client and this request`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let reply = try await google.exchange(google.code(["nonce": "n-1"]))
            let parts = try #require(reply["id_token"]?.string).split(separator: ".").map(String.init)
            let claims = try #require(Base64URL.decoded(parts[1]).flatMap { JSON(text: String(decoding: $0, as: UTF8.self)) })
            #expect(claims["iss"] == "https://accounts.google.com")
            #expect(claims["aud"] == "client")
            #expect(claims["nonce"] == "n-1")
            #expect(claims["email"] == "ada@acme.example")
            #expect(claims["sub"] == (try await google.userinfo(reply["access_token"]?.string ?? "")["sub"]))
            #expect(claims["exp"] == .int(Int(world.clock.now.timeIntervalSince1970) + 3_600))
            let certificates = try await google.get("/www.googleapis.com/oauth2/v3/certs")
            let coordinates = try ["x", "y"].map { try #require(certificates["keys", "0", $0]?.string.flatMap(Base64URL.decoded)) }
            let key = try P256.Signing.PublicKey(rawRepresentation: coordinates.joined().map { $0 })
            let signature = try P256.Signing.ECDSASignature(rawRepresentation: #require(Base64URL.decoded(parts[2])))
            #expect(key.isValidSignature(signature, for: Data("\(parts[0]).\(parts[1])".utf8)))
        }
    }

    @Test func `without openid there is no ID token`() async throws {
        try await GoogleWorld().run { google async throws in
            #expect(try await google.exchange(google.code(["scope": "email"]))["id_token"] == nil)
        }
    }
}
