import Foundation
import HTTPTypes
import Testing

@testable import Sandbox

@Suite("What happened can be looked up, here and over HTTP")
struct ReportTests {
    @Test func `the log names calls and people, never a body or a token`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let tokens = try await linear.connect(as: "ben@acme.example")
            _ = try await linear.graphQL("query Me { viewer { id } organization { id } }", token: tokens.access)
            _ = try await linear.refresh("made up")
            _ = try await linear.revoke(tokens.refresh)
        }
        let calls = world.linear.calls
        #expect(calls.map(\.operation) == ["token", "viewer,organization", "token", "revoke"])
        #expect(calls.map(\.grantType) == ["authorization_code", nil, "refresh_token", nil])
        #expect(calls.map(\.status) == [200, 200, 400, 200])
        #expect(calls.map(\.account) == ["ben@acme.example", "ben@acme.example", nil, "ben@acme.example"])
        #expect(calls.map(\.workspace) == ["acme", "acme", nil, "acme"])
        #expect(calls.allSatisfy { $0.method == "POST" && $0.path.hasPrefix("/api.linear.app/") })
        let log = String(decoding: try JSONEncoder().encode(calls), as: UTF8.self)
        for secret in world.linear.issuedSecrets { #expect(!log.contains(secret)) }
    }

    @Test func `the state over HTTP is what the process sees`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let token = try await linear.connect().access
            _ = try await linear.createIssue(["teamId": linear.ids(token).team, "title": "Seen"], token: token)
            let state = try await linear.get("/sandbox/linear/state")
            #expect(state["token_requests"] == 1)
            #expect(state["revoked"] == 0)
            #expect(state["issues", "0", "identifier"] == "PRO-1")
            #expect(state["issues", "0", "due_date"] == .null)
            #expect(state["issues", "0", "assignee"] == .null)
            #expect(state["issues", "0", "created_by"] == "Ada Lovelace")
            #expect(state["issues", "0", "workspace"] == "acme")
            #expect(state["calls", "0", "grant_type"] == "authorization_code")
            #expect(state["secrets"] == .array(world.linear.issuedSecrets.map(JSON.string)))
            #expect(state.header("Cache-Control") == "no-store")
        }
    }

    @Test func `somebody new gets an account and a workspace`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let account: JSON = ["name": "Ida Blom", "email": "ida@initech.example", "workspace": "Initech", "url_key": "initech"]
            #expect(try await linear.post("/sandbox/linear/accounts", json: account).status == 201)
            #expect(try await linear.post("/sandbox/linear/accounts", json: account).status == 409, "the mail is taken")
            let joining = [("name", "Jo Ek"), ("email", "jo@initech.example"), ("url_key", "initech")]
            #expect(try await linear.post("/sandbox/linear/accounts", form: joining).status == 303)
            let token = try await linear.connect(as: "ida@initech.example").access
            let reply = try await linear.graphQL(
                "{ organization { name } teams { nodes { key name } } users { nodes { name } } }", token: token)
            #expect(reply["data", "organization", "name"] == "Initech")
            #expect(reply["data", "teams", "nodes"] == [["key": "INI", "name": "Initech"]])
            #expect(reply.strings("name", of: "data", "users", "nodes") == ["Ida Blom", "Jo Ek"])
            #expect(try await linear.createIssue(["teamId": Self.team(linear, token), "title": "First"], token: token).status == 200)
        }
        #expect(world.linear.issues(inWorkspace: "initech").map(\.identifier) == ["INI-1"])
    }

    private static func team(_ linear: LinearDriver, _ token: String) async throws -> JSON {
        try await linear.graphQL("{ teams { nodes { id } } }", token: token)["data", "teams", "nodes", "0", "id"] ?? .null
    }

    @Test(
        arguments: [
            ["name": "X", "email": "no mail", "url_key": "x"], ["name": "X", "email": "x@x.example", "url_key": "Bad Key"],
            ["name": "X", "email": "x@x.example"], ["name": "X", "email": "x@x.example", "url_key": "oauth"],
        ] as [JSON])
    func `an account that cannot be is refused`(account: JSON) async throws {
        try await SandboxWorld().run { linear async throws in
            #expect(try await linear.post("/sandbox/linear/accounts", json: account).status == 400)
        }
    }
}
