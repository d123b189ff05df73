import HTTPTypes
import Testing

@testable import Sandbox

@Suite("Revoking either token ends the grant")
struct RevokeTests {
    @Test(arguments: [true, false])
    func `nothing of the grant works afterwards`(byAccessToken: Bool) async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let tokens = try await linear.connect()
            let hint = byAccessToken ? "access_token" : "refresh_token"
            #expect(try await linear.revoke(byAccessToken ? tokens.access : tokens.refresh, hint: hint).status == 200)
            #expect(try await linear.graphQL("{ viewer { id } }", token: tokens.access).status == 401)
            #expect(try await linear.refresh(tokens.refresh)["error"] == "invalid_grant")
            #expect(try await linear.revoke(tokens.access).status == 400)
            #expect(try await linear.revoke(tokens.refresh).status == 400)
        }
        #expect(world.linear.revokedTokens == 1)
    }

    @Test func `an unknown token cannot be revoked`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            #expect(try await linear.revoke("made up").status == 400)
            #expect(try await linear.post("/api.linear.app/oauth/revoke", form: []).status == 401)
            #expect(try await linear.post("/api.linear.app/oauth/revoke", json: ["token": "x"]).status == 400)
        }
        #expect(world.linear.revokedTokens == 0)
    }

    @Test func `the older ways work alone, not together`() async throws {
        try await SandboxWorld().run { linear async throws in
            let tokens = try await linear.connect()
            let both = try await linear.post(
                "/api.linear.app/oauth/revoke", form: [("token", tokens.access), ("access_token", tokens.access)])
            #expect(both.status == 400)
            let header = try await linear.post(
                "/api.linear.app/oauth/revoke", form: [], headers: [.authorization: "Bearer \(tokens.access)"])
            #expect(header.status == 200)
        }
    }

    @Test func `other grants of the same person live on`() async throws {
        try await SandboxWorld().run { linear async throws in
            let (one, other) = (try await linear.connect(), try await linear.connect())
            _ = try await linear.revoke(one.access)
            #expect(try await linear.graphQL("{ viewer { id } }", token: other.access).status == 200)
        }
    }
}
