import Testing

@testable import Sandbox

@Suite("A refresh token rotates, and a stolen one is noticed")
struct RefreshTests {
    @Test func `a refresh gives a new access token and a new refresh token`() async throws {
        try await SandboxWorld().run { linear async throws in
            let old = try await linear.connect()
            let reply = try await linear.refresh(old.refresh)
            #expect(reply.status == 200)
            #expect(reply["expires_in"] == 86_399)
            #expect(reply["scope"] == "read issues:create")
            #expect(reply["refresh_token"]?.string != old.refresh)
            #expect(reply["access_token"]?.string != old.access)
            #expect(try await linear.graphQL("{ viewer { id } }", token: reply["access_token"]?.string ?? "").status == 200)
            #expect(try await linear.graphQL("{ viewer { id } }", token: old.access).status == 200, "the old one lives until it expires")
        }
    }

    @Test func `an access token lives a day`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let tokens = try await linear.connect()
            world.clock.advance(seconds: 86_398)
            #expect(try await linear.graphQL("{ viewer { id } }", token: tokens.access).status == 200)
            world.clock.advance(seconds: 1)
            #expect(try await linear.graphQL("{ viewer { id } }", token: tokens.access).status == 401)
            #expect(try await linear.refresh(tokens.refresh).status == 200)
        }
    }

    @Test func `a replay inside the grace period gives the same successor`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let tokens = try await linear.connect()
            let first = try await linear.refresh(tokens.refresh)
            world.clock.advance(seconds: 1_799)
            let replay = try await linear.refresh(tokens.refresh)
            #expect(replay["refresh_token"] == first["refresh_token"])
            #expect(replay["access_token"] == first["access_token"])
            #expect(replay["expires_in"] == .int(86_399 - 1_799))
            #expect(try await linear.refresh(first["refresh_token"]?.string ?? "").status == 200)
        }
    }

    @Test func `of many refreshes at once, all get the same successor`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let token = try await linear.connect().refresh
            let successors = try await withThrowingTaskGroup { group in
                for _ in 0..<30 { group.addTask { try await linear.refresh(token)["refresh_token"]?.string } }
                return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
            }
            #expect(successors.count == 1)
        }
        #expect(world.linear.issuedSecrets.count == 5, "a code and two generations of two tokens")
    }

    @Test func `a replay whose access token has expired brings a fresh one`() async throws {
        let world = try SandboxWorld()
        try world.linear.changeSettings { $0.accessTokenLifetime = 60 }
        try await world.run { linear async throws in
            let tokens = try await linear.connect()
            let first = try await linear.refresh(tokens.refresh)
            world.clock.advance(seconds: 61)
            let replay = try await linear.refresh(tokens.refresh)
            #expect(replay["refresh_token"] == first["refresh_token"])
            #expect(replay["access_token"] != first["access_token"])
            #expect(try await linear.graphQL("{ viewer { id } }", token: replay["access_token"]?.string ?? "").status == 200)
        }
    }

    @Test func `a replay after the grace period ends the whole family`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let tokens = try await linear.connect()
            let next = try await linear.refresh(tokens.refresh)
            world.clock.advance(seconds: 1_800)
            #expect(try await linear.refresh(tokens.refresh)["error"] == "invalid_grant")
            #expect(try await linear.refresh(next["refresh_token"]?.string ?? "")["error"] == "invalid_grant")
            #expect(try await linear.graphQL("{ viewer { id } }", token: next["access_token"]?.string ?? "").status == 401)
        }
    }

    @Test func `one family's end leaves the person's other grants alone`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let (one, other) = (try await linear.connect(), try await linear.connect())
            _ = try await linear.refresh(one.refresh)
            world.clock.advance(seconds: 1_800)
            _ = try await linear.refresh(one.refresh)
            #expect(try await linear.refresh(other.refresh).status == 200)
        }
    }

    @Test func `another client, a wrong secret or an unknown token is refused`() async throws {
        try await SandboxWorld().run { linear async throws in
            let tokens = try await linear.connect()
            let stranger = try await linear.refresh(tokens.refresh, ["client_id": "stranger", "client_secret": "hidden"])
            #expect(stranger["error"] == "invalid_grant")
            #expect(try await linear.refresh(tokens.refresh, ["client_secret": "guess"]).status == 401)
            #expect(try await linear.refresh("made up")["error"] == "invalid_grant")
            #expect(try await linear.refresh(tokens.access)["error"] == "invalid_grant")
            #expect(try await linear.refresh("", [:])["error"] == "invalid_request")
            #expect(try await linear.refresh(tokens.refresh).status == 200, "none of that used it up")
        }
    }

    @Test func `only a grant made with PKCE is refreshed without the secret`() async throws {
        try await SandboxWorld().run { linear async throws in
            #expect(try await linear.refresh(linear.connect().refresh, ["client_secret": nil]).status == 200)
            let code = try await linear.code(["code_challenge": nil, "code_challenge_method": nil])
            let token = try await linear.exchange(code, ["code_verifier": nil])["refresh_token"]?.string ?? ""
            #expect(try await linear.refresh(token, ["client_secret": nil])["error"] == "invalid_client")
            #expect(try await linear.refresh(token).status == 200)
        }
    }
}
