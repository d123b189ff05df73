import HTTPTypes
import Testing

@testable import Sandbox

@Suite("A document with a mistake is refused before anything is done")
struct ValidationTests {
    @Test(arguments: [
        ("{ viewer { nme } }", #"Cannot query field "nme" on type "User"."#),
        ("{ viewer }", #"Field "viewer" of type "User!" must have a selection of subfields."#),
        ("{ viewer { name { first } } }", #"Field "name" must not have a selection since type "String!" has no subfields."#),
        ("{ teams(limit: 2) { nodes { id } } }", #"Unknown argument "limit" on field "Query.teams"."#),
        (#"{ teams(first: "2") { nodes { id } } }"#, #"Int cannot represent value: "2""#),
        ("{ issue { id } }", #"Field "issue" argument "id" of type "String!" is required, but it was not provided."#),
        ("{ issue(id: null) { id } }", #"Expected value of type "String!", found null."#),
        ("{ users(filter: { mail: {} }) { nodes { id } } }", #"Field "mail" is not defined by type "UserFilter"."#),
        ("{ users(filter: { email: { equals: \"a\" } }) { nodes { id } } }", #"Field "equals" is not defined by type "StringComparator"."#),
        ("{ users(orderBy: name) { nodes { id } } }", #"Value name does not exist in "PaginationOrderBy" enum."#),
        ("query { issue(id: $id) { id } }", #"Variable "$id" is not defined."#),
        ("query($id: Strin) { issue(id: $id) { id } }", #"Unknown type "Strin"."#),
        ("query($a: User) { viewer { id } }", #"A variable cannot be of type "User"."#),
        ("query($id: String) { issue(id: $id) { id } }", #"Variable "$id" of type "String" used in position expecting type "String!"."#),
        ("query($n: Int) { viewer { id } }", #"Variable "$n" is never used."#),
        ("{ ...people }", #"Unknown fragment "people"."#),
        ("{ viewer { id } } fragment u on User { id }", #"Fragment "u" is never used."#),
        ("{ viewer { ...u } } fragment u on User { ...u }", #"Cannot spread fragment "u" within itself."#),
        ("{ viewer { ... on Team { id } } }", #"Fragment cannot be spread here as objects of type "User" can never be of type "Team"."#),
        ("{ viewer @upper { id } }", #"Unknown directive "@upper"."#),
        ("{ viewer { a: id a: name } }", #"Fields "a" conflict. Use different aliases on the fields."#),
        ("subscription { viewer { id } }", "There is no subscription here."),
        ("query A { viewer { id } } query B { viewer { id } }", "Must provide operation name if query contains multiple operations."),
        ("{ viewer { id }", "Syntax Error: Unexpected <EOF>."),
        ("{ viewer { } }", #"Syntax Error: Unexpected "}"."#),
        ("{ issue(id: \"a) { id } }", "Syntax Error: Unterminated string."),
        ("{ users(first: 01) { nodes { id } } }", #"Syntax Error: Invalid number: "01"."#),
        ("{ viewer { id ? } }", #"Syntax Error: Unexpected character: "?"."#),
        ("", "Syntax Error: Unexpected <EOF>."),
    ])
    func `the mistake is named`(query: String, message: String) async throws {
        try await SandboxWorld().run { linear async throws in
            let reply = try await linear.graphQL(query, token: linear.connect().access)
            #expect(reply.status == 400)
            #expect(reply.code == "GRAPHQL_VALIDATION_FAILED")
            #expect(reply["errors", "0", "extensions", "type"] == "graphql error")
            #expect(reply.message == message)
        }
    }

    @Test func `an error says where it is`() async throws {
        try await SandboxWorld().run { linear async throws in
            let reply = try await linear.graphQL("{\n  viewer { nme }\n}", token: linear.connect().access)
            #expect(reply["errors", "0", "locations", "0"] == ["line": 2, "column": 12])
        }
    }

    @Test(
        arguments: [
            ([:], #"Variable "$input" of required type "IssueCreateInput!" was not provided."#),
            (["input": .null], #"Expected value of type "IssueCreateInput!", found null."#),
            (["input": ["title": "A"]], #"Field "IssueCreateInput.teamId" of required type "String!" was not provided."#),
            (["input": ["teamId": "t", "tittle": "A"]], #"Field "tittle" is not defined by type "IssueCreateInput"."#),
            (["input": ["teamId": 7]], "String cannot represent value: 7"),
            (["input": ["teamId": "t", "priority": "high"]], #"Int cannot represent value: "high""#),
            (["input": ["teamId": "t", "priority": .double(1.5)]], "Int cannot represent value: 1.5"),
            (["input": ["teamId": "t", "labelIds": [.null]]], #"Expected value of type "String!", found null."#),
            (["input": "text"], #"Expected value of type "IssueCreateInput", found "text"."#),
        ] as [(JSON, String)])
    func `a variable of the wrong kind is refused`(variables: JSON, message: String) async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let query = "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { success } }"
            let reply = try await linear.graphQL(query, variables, token: linear.connect().access)
            #expect(reply.status == 400)
            #expect(reply.code == "GRAPHQL_VALIDATION_FAILED")
            #expect(reply.message?.hasSuffix(message) == true, "\(reply.message ?? "")")
        }
        #expect(world.linear.issues(inWorkspace: "acme").isEmpty)
    }

    @Test func `a body that is not a GraphQL request is refused`() async throws {
        try await SandboxWorld().run { linear async throws in
            let token = try await linear.connect().access
            let wrongType = try await linear.graphQL("{ viewer { id } }", token: token, headers: [.contentType: "text/plain"])
            #expect(wrongType.status == 400)
            let charset = try await linear.graphQL(
                "{ viewer { id } }", token: token, headers: [.contentType: "application/json; charset=utf-8"])
            #expect(charset.status == 200)
            for body in [["variables": [:]], ["query": 1], ["query": "{ viewer { id } }", "variables": "none"]] as [JSON] {
                let reply = try await linear.post("/api.linear.app/graphql", json: body, headers: [.authorization: "Bearer \(token)"])
                #expect(reply.status == 400)
            }
        }
    }

    @Test func `aliases, fragments, directives, default values and comments work`() async throws {
        try await SandboxWorld().run { linear async throws in
            let query = """
                # the viewer, twice
                query Both($n: Int = 1, $more: Boolean!) {
                  me: viewer { ...person, ... on User { active } __typename }
                  teams(first: $n) { nodes { key name @include(if: $more) id @skip(if: true) } }
                }
                query Other { organization { name } }
                fragment person on User { name: displayName }
                """
            let body: JSON = ["query": .string(query), "operationName": "Both", "variables": ["more": false]]
            let headers: HTTPFields = [.authorization: "Bearer \(try await linear.connect().access)"]
            let reply = try await linear.post("/api.linear.app/graphql", json: body, headers: headers)
            #expect(reply["data"] == ["me": ["name": "ada", "active": true, "__typename": "User"], "teams": ["nodes": [["key": "PRO"]]]])
        }
    }

    @Test(arguments: [
        (#""tab\tquote\" \u00e9 \ud83d\ude00""#, "tab\tquote\" é 😀"),
        ("\"\"\"\n    first\n      second\n    \"\"\"", "first\n  second"),
    ])
    func `strings keep what they say`(literal: String, text: String) async throws {
        let tokens = try GraphQLLexer.tokens(of: literal)
        #expect(tokens.first?.kind == .string(text))
    }

    @Test func `a document nested too deeply is refused, not followed`() async throws {
        #expect(throws: GraphQLFault.self) { try GraphQLDocument(String(repeating: "{a", count: 5_000)) }
        #expect(throws: GraphQLFault.self) { try GraphQLDocument("{a(b:" + String(repeating: "[", count: 5_000)) }
    }
}
