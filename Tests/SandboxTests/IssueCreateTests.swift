import HTTPTypes
import Testing

@testable import Sandbox

@Suite("An issue is made once, in the person's own workspace")
struct IssueCreateTests {
    static let id = "1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b"

    @Test func `an issue has what was given and who gave it`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let token = try await linear.connect().access
            let ids = try await linear.ids(token)
            let reply = try await linear.createIssue(
                [
                    "id": .string(Self.id), "teamId": ids.team, "title": "Send the *release* notes!", "description": "> by Friday",
                    "assigneeId": ids.ben,
                    "dueDate": "2026-11-27", "priority": 2, "labelIds": [ids.label],
                ], token: token)
            #expect(reply.status == 200)
            let payload = reply["data", "issueCreate"]
            #expect(payload?["success"] == true)
            #expect(payload?["issue"]?["id"] == .string(Self.id))
            #expect(payload?["issue"]?["identifier"] == "PRO-1")
            #expect(payload?["issue"]?["url"] == "http://127.0.0.1:8001/linear.app/acme/issue/PRO-1/send-the-release-notes")
        }
        let issue = try #require(world.linear.issues(inWorkspace: "acme").first)
        #expect(issue.title == "Send the *release* notes!")
        #expect(issue.description == "> by Friday")
        #expect(issue.assigneeEmail == "ben@acme.example")
        #expect(issue.dueDate == "2026-11-27")
        #expect(issue.priority == 2)
        #expect(issue.team == "Product")
        #expect(issue.createdBy == "Ada Lovelace")
        #expect(issue.createdAt == "2026-11-22T12:00:00.000Z")
        #expect(issue.labels.count == 1)
    }

    @Test func `each team counts its own issues`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let token = try await linear.connect().access
            let ids = try await linear.ids(token)
            for team in [ids.team, ids.team, ids.otherTeam] {
                _ = try await linear.createIssue(["teamId": team, "title": "A"], token: token)
            }
        }
        #expect(world.linear.issues(inWorkspace: "acme").map(\.identifier) == ["PRO-1", "PRO-2", "ENG-1"])
    }

    @Test func `a second create with the same id is a conflict and makes nothing`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let token = try await linear.connect().access
            let input: JSON = ["id": .string(Self.id), "teamId": try await linear.ids(token).team, "title": "Once"]
            _ = try await linear.createIssue(input, token: token)
            let reply = try await linear.createIssue(input, token: token)
            #expect(reply.status == 200, "the status alone does not tell")
            #expect(reply.message == "conflict on insert of Issue")
            #expect(reply.code == "INPUT_ERROR")
            #expect(reply.presentable == "Entity Issue with id \(Self.id) already exists.")
            #expect(reply["data"] == .null)
            for reference in [Self.id, "PRO-1"] {
                let found = try await linear.graphQL(
                    "query($id: String!) { issue(id: $id) { identifier } }", ["id": .string(reference)], token: token)
                #expect(found["data", "issue", "identifier"] == "PRO-1")
            }
        }
        #expect(world.linear.issues(inWorkspace: "acme").count == 1)
    }

    @Test func `the id is taken for other workspaces too, and the issue stays hidden from them`() async throws {
        try await SandboxWorld().run { linear async throws in
            let (acme, globex) = (try await linear.connect().access, try await linear.connect(as: "hugo@globex.example").access)
            _ = try await linear.createIssue(["id": .string(Self.id), "teamId": linear.ids(acme).team, "title": "Ours"], token: acme)
            let team = try await linear.graphQL("{ teams { nodes { id } } }", token: globex)["data", "teams", "nodes", "0", "id"] ?? .null
            let clash = try await linear.createIssue(["id": .string(Self.id), "teamId": team, "title": "Theirs"], token: globex)
            #expect(clash.message == "conflict on insert of Issue")
            for reference in [Self.id, "PRO-1"] {
                let found = try await linear.graphQL(
                    "query($id: String!) { issue(id: $id) { title } }", ["id": .string(reference)], token: globex)
                #expect(found.message == "Entity not found: Issue")
            }
        }
    }

    @Test(
        arguments: [
            ("id", "not-a-uuid"), ("id", "1b4e28ba-2fa1-11d2-883f-0016d3cca427"), ("title", ""), ("title", "  \n"), ("title", .null),
            ("priority", 5),
            ("priority", -1), ("estimate", -1), ("dueDate", "2026-02-29"), ("dueDate", "27.11.2026"), ("dueDate", "2026-11-27T00:00:00Z"),
            ("createdAt", "2027-01-01T00:00:00.000Z"), ("createdAt", "yesterday"), ("createAsUser", "Bot"),
        ] as [(String, JSON)])
    func `a value that breaks a rule is refused`(name: String, value: JSON) async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let token = try await linear.connect().access
            var input = ["teamId": try await linear.ids(token).team, "title": "Good"]
            input[name] = value
            let reply = try await linear.createIssue(.object(input), token: token)
            #expect(reply.status == 200)
            #expect(reply.code == "INPUT_ERROR")
            #expect(reply.message == "Argument Validation Error")
            #expect(reply["errors", "0", "path"] == ["issueCreate"])
        }
        #expect(world.linear.issues(inWorkspace: "acme").isEmpty)
    }

    @Test(arguments: [
        ("teamId", "Team"), ("assigneeId", "User"), ("stateId", "WorkflowState"), ("parentId", "Issue"), ("projectId", "Project"),
    ])
    func `what it points to must exist here`(name: String, type: String) async throws {
        try await SandboxWorld().run { linear async throws in
            let token = try await linear.connect().access
            var input = ["teamId": try await linear.ids(token).team, "title": "Good"]
            input[name] = .string(Self.id)
            #expect(try await linear.createIssue(.object(input), token: token).message == "Entity not found: \(type)")
        }
    }

    @Test func `people, teams and labels of another workspace do not exist here`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let (acme, globex) = (try await linear.connect().access, try await linear.connect(as: "gina@globex.example").access)
            let own = try await linear.ids(acme)
            let foreign = try await linear.graphQL("{ viewer { id } teams { nodes { id } } issueLabels { nodes { id } } }", token: globex)
            for (name, path, type) in [
                ("assigneeId", foreign["data", "viewer", "id"], "User"), ("teamId", foreign["data", "teams", "nodes", "0", "id"], "Team"),
                ("labelIds", foreign["data", "issueLabels", "nodes", "0", "id"].map { [$0] }, "IssueLabel"),
            ] as [(String, JSON?, String)] {
                var input = ["teamId": own.team, "title": "Reaching over"]
                input[name] = path
                #expect(try await linear.createIssue(.object(input), token: acme).message == "Entity not found: \(type)")
            }
            let otherTeamsLabel = try await linear.createIssue(
                ["teamId": own.otherTeam, "title": "A", "labelIds": [own.label]], token: acme)
            #expect(otherTeamsLabel.message == "Entity not found: IssueLabel")
        }
        #expect(world.linear.issues(inWorkspace: "acme").isEmpty && world.linear.issues(inWorkspace: "globex").isEmpty)
    }

    @Test(arguments: [("read", false), ("comments:create", false), ("issues:create", true), ("write", true), ("read,admin", true)])
    func `a scope that creates issues is needed`(scope: String, isEnough: Bool) async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let token = try await linear.connect(scope: scope).access
            let reply = try await linear.createIssue(["teamId": linear.ids(token).team, "title": "May I"], token: token)
            #expect(reply.status == 200)
            if !isEnough {
                #expect(reply.code == "FORBIDDEN")
                #expect(reply["errors", "0", "extensions", "statusCode"] == 403)
                #expect(reply.message == "Invalid scope: `write` required")
            }
        }
        #expect(world.linear.issues(inWorkspace: "acme").count == (isEnough ? 1 : 0))
    }

    @Test func `a link on an issue is one however often it is attached`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let token = try await linear.connect().access
            _ = try await linear.createIssue(
                ["id": .string(Self.id), "teamId": linear.ids(token).team, "title": "With a link"], token: token)
            let query = "mutation($i: AttachmentCreateInput!) { attachmentCreate(input: $i) { success attachment { id title } } }"
            let input: JSON = ["issueId": "PRO-1", "url": "https://meet.example/1", "title": "Meeting"]
            let first = try await linear.graphQL(query, ["i": input], token: token)
            let renamed: JSON = ["issueId": .string(Self.id), "url": "https://meet.example/1", "title": "Weekly"]
            let second = try await linear.graphQL(query, ["i": renamed], token: token)
            #expect(first["data", "attachmentCreate", "attachment", "id"] == second["data", "attachmentCreate", "attachment", "id"])
            #expect(second["data", "attachmentCreate", "attachment", "title"] == "Weekly")
            let script: JSON = ["issueId": "PRO-1", "url": "javascript:alert(1)", "title": "Bad"]
            #expect(try await linear.graphQL(query, ["i": script], token: token).code == "INPUT_ERROR")
            let lost: JSON = ["issueId": "PRO-9", "url": "https://meet.example/1", "title": "Lost"]
            #expect(try await linear.graphQL(query, ["i": lost], token: token).message == "Entity not found: Issue")
        }
        #expect(world.linear.issues(inWorkspace: "acme").first?.attachments == ["https://meet.example/1"])
    }
}

extension LinearDriver {
    func createIssue(_ input: JSON, token: String) async throws -> Reply {
        let query =
            "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { success lastSyncId issue { id identifier url title } } }"
        return try await graphQL(query, ["input": input], token: token)
    }

    /// What issues of Acme can point to.
    func ids(_ token: String) async throws -> (team: JSON, otherTeam: JSON, ben: JSON, label: JSON) {
        let query = """
            { teams { nodes { id labels { nodes { id } } } } users(filter: { name: { eq: "Ben Carter" } }) { nodes { id } } }
            """
        let reply = try await graphQL(query, token: token)
        return (
            reply["data", "teams", "nodes", "0", "id"] ?? .null, reply["data", "teams", "nodes", "1", "id"] ?? .null,
            reply["data", "users", "nodes", "0", "id"] ?? .null, reply["data", "teams", "nodes", "0", "labels", "nodes", "0", "id"] ?? .null
        )
    }
}
