import HTTPTypes
import Testing

@testable import Sandbox

@Suite("A token reads its own workspace and nothing else")
struct ReadingTests {
    @Test func `the viewer is the person who consented`() async throws {
        try await SandboxWorld().run { linear async throws in
            let token = try await linear.connect(as: "gina@globex.example").access
            let reply = try await linear.graphQL("{ viewer { name email organization { name urlKey } } }", token: token)
            #expect(
                reply["data", "viewer"] == [
                    "name": "Gina Rossi", "email": "gina@globex.example", "organization": ["name": "Globex", "urlKey": "globex"],
                ])
        }
    }

    @Test func `teams, users and labels are the workspace's`() async throws {
        try await SandboxWorld().run { linear async throws in
            let token = try await linear.connect().access
            let reply = try await linear.graphQL(
                "{ teams { nodes { key } } users { nodes { email } } issueLabels { nodes { name team { key } } } organization { userCount } }",
                token: token)
            #expect(reply.strings("key", of: "data", "teams", "nodes") == ["PRO", "ENG"])
            #expect(reply.strings("email", of: "data", "users", "nodes").allSatisfy { $0.hasSuffix("@acme.example") })
            #expect(reply.strings("email", of: "data", "users", "nodes").count == 4)
            #expect(reply["data", "organization", "userCount"] == 4)
            #expect(reply["data", "issueLabels", "nodes", "0"] == ["name": "Bug", "team": .null])
        }
    }

    @Test(arguments: [
        (#"{ email: { eqIgnoreCase: "BEN@acme.example" } }"#, ["Ben Carter"]), (#"{ email: { eq: "BEN@acme.example" } }"#, []),
        (#"{ name: { containsIgnoreCase: "lovel" } }"#, ["Ada Lovelace"]), (#"{ name: { startsWith: "C" } }"#, ["Clara Diaz"]),
        (#"{ displayName: { eq: "dan" } }"#, ["Dan Novak"]), (#"{ active: { eq: false } }"#, []),
        (#"{ or: [{ name: { eq: "Ada Lovelace" } }, { email: { eq: "dan@acme.example" } }] }"#, ["Ada Lovelace", "Dan Novak"]),
        (
            #"{ and: [{ active: { eq: true } }, { name: { neq: "Ada Lovelace" } }], email: { in: ["ada@acme.example", "ben@acme.example"] } }"#,
            ["Ben Carter"]
        ),
        (#"{ isMe: { eq: true } }"#, ["Ada Lovelace"]), (#"{ name: { containsIgnoreCaseAndAccent: "DÍAZ" } }"#, ["Clara Diaz"]),
        (#"{ email: { eq: "gina@globex.example" } }"#, []),
        (#"{ name: null }"#, ["Ada Lovelace", "Ben Carter", "Clara Diaz", "Dan Novak"]),
    ])
    func `users are filtered`(filter: String, names: [String]) async throws {
        try await SandboxWorld().run { linear async throws in
            let token = try await linear.connect().access
            let reply = try await linear.graphQL("{ users(filter: \(filter)) { nodes { name } } }", token: token)
            #expect(reply.strings("name", of: "data", "users", "nodes") == names)
        }
    }

    @Test func `labels are filtered by their team`() async throws {
        try await SandboxWorld().run { linear async throws in
            let token = try await linear.connect().access
            let team = try await linear.graphQL("{ teams { nodes { id } } }", token: token).strings("id", of: "data", "teams", "nodes")[0]
            let query = "query($t: ID!) { issueLabels(filter: { team: { id: { eq: $t } } }) { nodes { name } } }"
            let ofTeam = try await linear.graphQL(query, ["t": .string(team)], token: token)
            #expect(ofTeam.strings("name", of: "data", "issueLabels", "nodes") == ["From a meeting"])
            let ofNone = try await linear.graphQL("{ issueLabels(filter: { team: { null: true } }) { nodes { name } } }", token: token)
            #expect(ofNone.strings("name", of: "data", "issueLabels", "nodes") == ["Bug", "Feature", "Improvement"])
        }
    }

    @Test func `pages follow one another by cursor`() async throws {
        try await SandboxWorld().run { linear async throws in
            let token = try await linear.connect().access
            let query =
                "query($after: String) { users(first: 3, after: $after) { nodes { name } pageInfo { hasNextPage hasPreviousPage endCursor } } }"
            let first = try await linear.graphQL(query, token: token)
            #expect(first.strings("name", of: "data", "users", "nodes") == ["Ada Lovelace", "Ben Carter", "Clara Diaz"])
            #expect(first["data", "users", "pageInfo", "hasNextPage"] == true)
            let cursor = try #require(first["data", "users", "pageInfo", "endCursor"])
            let second = try await linear.graphQL(query, ["after": cursor], token: token)
            #expect(second.strings("name", of: "data", "users", "nodes") == ["Dan Novak"])
            #expect(second["data", "users", "pageInfo", "hasNextPage"] == false)
            #expect(second["data", "users", "pageInfo", "hasPreviousPage"] == true)
        }
    }

    @Test func `a page holds fifty objects unless asked otherwise, and 250 at most`() async throws {
        let world = try SandboxWorld()
        for number in 0..<57 {
            try world.linear.addAccount(name: "P\(number)", email: "p\(number)@acme.example", workspace: "Acme", urlKey: "acme")
        }
        try await world.run { linear async throws in
            let token = try await linear.connect().access
            #expect(
                try await linear.graphQL("{ users { nodes { name } } }", token: token).strings("name", of: "data", "users", "nodes").count
                    == 50)
            let all = try await linear.graphQL("{ users(first: 250) { nodes { name } } }", token: token)
            #expect(all.strings("name", of: "data", "users", "nodes").count == 61)
            #expect(try await linear.graphQL("{ users(first: 251) { nodes { name } } }", token: token).code == "INPUT_ERROR")
            #expect(try await linear.graphQL("{ users(first: 0) { nodes { name } } }", token: token).code == "INPUT_ERROR")
            #expect(try await linear.graphQL(#"{ users(after: "nowhere") { nodes { name } } }"#, token: token).code == "INPUT_ERROR")
            let last = try await linear.graphQL("{ users(last: 2) { edges { cursor node { name } } } }", token: token)
            #expect(last["data", "users", "edges", "1", "node", "name"] == "P56")
        }
    }

    @Test func `an id of another workspace is not found`() async throws {
        try await SandboxWorld().run { linear async throws in
            let (acme, globex) = (try await linear.connect().access, try await linear.connect(as: "gina@globex.example").access)
            let ids = try await linear.graphQL("{ viewer { id } teams { nodes { id } } }", token: globex)
            let (user, team) = (ids["data", "viewer", "id"] ?? .null, ids["data", "teams", "nodes", "0", "id"] ?? .null)
            let foreignUser = try await linear.graphQL("query($id: String!) { user(id: $id) { name } }", ["id": user], token: acme)
            #expect(foreignUser.message == "Entity not found: User")
            #expect(foreignUser["data"] == .null)
            #expect(
                try await linear.graphQL("query($id: String!) { team(id: $id) { name } }", ["id": team], token: acme).message
                    == "Entity not found: Team")
            #expect(try await linear.graphQL("query($id: String!) { team(id: $id) { name } }", ["id": team], token: globex).code == nil)
        }
    }

    @Test(arguments: ["Bearer made-up", "lin_oauth_x", "Basic abc", ""])
    func `without a good bearer token there is nothing`(authorization: String) async throws {
        try await SandboxWorld().run { linear async throws in
            let reply = try await linear.graphQL("{ viewer { id } }", token: "", headers: [.authorization: authorization])
            #expect(reply.status == 401)
            #expect(reply.code == "AUTHENTICATION_ERROR")
            #expect(reply["errors", "0", "extensions", "statusCode"] == 401)
            #expect(reply.header("X-RateLimit-Requests-Limit") != nil)
        }
    }
}
