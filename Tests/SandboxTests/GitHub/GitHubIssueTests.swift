import Foundation
import HTTPTypes
import Testing

@testable import Sandbox

@Suite("GitHub shows what a token may see, and keeps issues")
struct GitHubIssueTests {
    @Test func `an issue has what was given`() async throws {
        let world = try SimulationWorld()
        try await world.github { github async throws in
            let token = try await github.connect()
            let body: JSON = [
                "title": "Send *notes*", "body": "<!-- delivery d1 -->\nBy Friday", "assignees": ["ben"], "labels": ["meeting"],
            ]
            let reply = try await github.call(.post, "/repos/acme/product/issues", body, token: token)
            #expect(reply.status == 201)
            #expect(reply["number"] == 1 && reply["state"] == "open" && reply["user", "login"] == "ada")
            #expect(reply["html_url"] == "http://127.0.0.1:8001/github.com/acme/product/issues/1")
            #expect(reply.header("Location") == "https://api.github.com/repos/acme/product/issues/1")
            let page = try await github.http.get("/github.com/acme/product/issues/1")
            #expect(page.text.contains("Send *notes*") && page.text.contains("&lt;!-- delivery d1 --&gt;"))
            #expect(try await github.http.get("/github.com/acme/product/issues").text.contains("Send *notes*"))
            #expect(try await github.http.get("/github.com/acme/nothing/issues").status == 404)
        }
        let issue = try #require(world.sandbox.github.issues.first)
        #expect(issue.repository == "acme/product" && issue.authorEmail == "ada@acme.example" && issue.assignees == ["ben"])
    }

    @Test(
        arguments: [
            ([:], "missing_field"), (["title": "  "], "missing_field"), (["title": .string(String(repeating: "a", count: 257))], "custom"),
            (["title": "A", "body": .string(String(repeating: "a", count: 65_537))], "custom"),
            (["title": "A", "assignees": ["gina"]], "invalid"), (["title": "A", "assignees": "ben"], nil), (["title": 1], nil),
            (["title": "A", "assigness": ["ben"]], nil),
        ] as [(JSON, String?)])
    func `an issue that cannot be is refused with status 422`(body: JSON, code: String?) async throws {
        let world = try SimulationWorld()
        try await world.github { github async throws in
            let reply = try await github.call(.post, "/repos/acme/product/issues", body, token: github.connect())
            #expect(reply.status == 422)
            #expect(reply["errors", "0", "code"] == code.map(JSON.string))
        }
        #expect(world.sandbox.github.issues.isEmpty)
    }

    @Test(arguments: [
        ("repo", "globex/operations", 404), ("public_repo", "acme/product", 404), ("public_repo", "acme/website", 201),
        ("read:user", "acme/website", 404), ("repo", "acme/prototype", 403), ("repo", "acme/handbook", 410), ("repo", "acme/nothing", 404),
        ("repo", "ada/notes", 201),
    ])
    func `a scope shows only its repositories`(scope: String, repository: String, status: Int) async throws {
        try await SimulationWorld().github { github async throws in
            let reply = try await github.call(.post, "/repos/\(repository)/issues", ["title": "A"], token: github.connect(scope: scope))
            #expect(reply.status == status)
        }
    }

    @Test func `repositories come in pages that lead on`() async throws {
        try await SimulationWorld().github { github async throws in
            let token = try await github.connect()
            let first = try await github.get("/user/repos?per_page=50", token: token)
            let links = try #require(first.header("Link"))
            #expect(links.contains("<https://api.github.com/user/repos?per_page=50&page=2>; rel=\"next\""))
            let second = try await github.get("/user/repos?per_page=50&page=2", token: token)
            #expect(second.header("Link")?.contains("rel=\"next\"") == false)
            #expect(Self.count(first) + Self.count(second) == 65)
            let visible = try await github.get("/user/repos?per_page=100", token: github.connect(scope: "public_repo"))
            #expect(Self.count(visible) == 2, "private ones need repo")
            #expect(try await github.get("/user/repos?per_page=0", token: token).status == 422)
            #expect(try await github.get("/user/repos?page_size=10", token: token).status == 422)
            #expect(try await github.get("/user/repos?type=all&visibility=all", token: token).status == 422)
        }
    }

    @Test func `an issue is found again by what its body says`() async throws {
        let world = try SimulationWorld()
        try await world.github { github async throws in
            let token = try await github.connect()
            for text in ["<!-- delivery d1 -->", "<!-- delivery d2 -->"] {
                _ = try await github.call(.post, "/repos/acme/product/issues", ["title": "A", "body": .string(text)], token: token)
            }
            let list = try await github.get("/repos/acme/product/issues?state=all&creator=ada&per_page=100", token: token)
            #expect(Self.count(list) == 2 && list["0", "number"] == 2, "newest first")
            let query = Form.encoded("repo:acme/product is:issue in:body \"delivery d2\"")
            let found = try await github.get("/search/issues?q=\(query)", token: token)
            #expect(found["total_count"] == 1 && found["items", "0", "number"] == 2)
            #expect(try await github.get("/search/issues?q=\(query)", token: github.connect(scope: "public_repo"))["total_count"] == 0)
            #expect(try await github.get("/search/issues", token: token).status == 422)
            #expect(try await github.get("/repos/acme/product/issues/2", token: token)["number"] == 2)
            #expect(try await github.get("/repos/acme/product/issues/3", token: token).status == 404)
            try world.sandbox.github.changeSettings { $0.searchDelay = 30 }
            #expect(try await github.get("/search/issues?q=\(query)", token: token)["total_count"] == 0, "the index comes later")
            world.clock.advance(seconds: 30)
            #expect(try await github.get("/search/issues?q=\(query)", token: token)["total_count"] == 1)
        }
    }

    @Test func `a request without a name is turned away, and an unknown version too`() async throws {
        try await SimulationWorld().github { github async throws in
            let token = try await github.connect()
            let nameless = try await github.http.get("/api.github.com/user", headers: [.authorization: "Bearer \(token)"])
            #expect(nameless.status == 403)
            let version = try #require(HTTPField.Name("X-GitHub-Api-Version"))
            #expect(try await github.get("/user", token: token, [version: "2026-03-10"]).status == 200)
            #expect(try await github.get("/user", token: token, [version: "2020-01-01"]).status == 400)
            #expect(try await github.get("/user", token: "gho_made_up")["message"] == "Bad credentials")
        }
    }

    @Test func `every answer says what is left and what the token may`() async throws {
        try await SimulationWorld().github { github async throws in
            let reply = try await github.get("/user", token: github.connect(scope: "user:email"))
            #expect(reply["login"] == "ada" && reply["email"] == .null)
            #expect(reply.header("X-OAuth-Scopes") == "user:email")
            #expect(reply.header("X-RateLimit-Limit") == "5000" && reply.header("X-RateLimit-Remaining") == "4999")
            #expect(try await github.get("/user/emails", token: github.connect(scope: "user:email"))["0", "email"] == "ada@acme.example")
            #expect(try await github.get("/user/emails", token: github.connect(scope: "repo")).status == 404)
        }
    }

    @Test func `a used-up hour is a 403 without Retry-After, until it is over`() async throws {
        let world = try SimulationWorld()
        try await world.github { github async throws in
            let token = try await github.connect()
            #expect(try await github.get("/user", token: token).status == 200)
            try world.sandbox.github.change { $0.usage["ada"]?.used = 5_000 }
            let limited = try await github.get("/user", token: token)
            #expect(limited.status == 403 && limited.header("X-RateLimit-Remaining") == "0" && limited.header("Retry-After") == nil)
            world.clock.advance(seconds: 3_600)
            #expect(try await github.get("/user", token: token).status == 200)
        }
    }

    @Test func `lists can be narrowed`() async throws {
        try await SimulationWorld().github { github async throws in
            let token = try await github.connect()
            for label in ["meeting", "other"] {
                let body: JSON = ["title": "A", "labels": [.string(label)]]
                _ = try await github.call(.post, "/repos/acme/product/issues", body, token: token)
            }
            #expect(Self.count(try await github.get("/repos/acme/product/issues?labels=meeting", token: token)) == 1)
            #expect(try await github.get("/repos/acme/product/issues?direction=asc", token: token)["0", "number"] == 1)
            #expect(try await github.get("/repos/acme/product/issues?mentioned=ben", token: token).status == 422)
            #expect(Self.count(try await github.get("/user/repos?affiliation=owner", token: token)) == 1)
            #expect(try await github.get("/user/repos?visibility=public&direction=desc", token: token)["0", "full_name"] == "acme/website")
        }
    }

    @Test func `a secondary limit looks like a missing permission, but for Retry-After`() async throws {
        try await SimulationWorld().github { github async throws in
            let token = try await github.connect()
            _ = try await github.http.send(.post, "/sandbox/github/settings", json: ["rate_limit_next": 1, "retry_after": 60])
            let limited = try await github.get("/user", token: token)
            #expect(limited.status == 403 && limited.header("Retry-After") == "60")
            #expect(limited["message"]?.string?.contains("secondary rate limit") == true)
            let failures: JSON = [["operation": "create_issue", "status": 502, "after_work": true]]
            _ = try await github.http.send(.post, "/sandbox/github/settings", json: ["account": "ada@acme.example", "fail_next": failures])
            #expect(try await github.call(.post, "/repos/acme/product/issues", ["title": "A"], token: token).status == 502)
            let state = try await github.http.get("/sandbox/github/state")
            #expect(state["issues", "0", "title"] == "A", "the work was done")
            #expect(state.strings("operation", of: "calls") == ["token", "user", "create_issue"])
        }
    }

    private static func count(_ reply: Reply) -> Int {
        if case .array(let elements)? = JSON(text: reply.text) { elements.count } else { -1 }
    }
}
