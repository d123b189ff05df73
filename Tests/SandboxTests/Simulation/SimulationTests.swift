import Foundation
import HTTPTypes
import Testing

@testable import Sandbox

@Suite("Every simulated provider can be looked into, told how to behave, and restarted")
struct SimulationTests {
    @Test(arguments: ["slack", "github", "notion", "todoist"])
    func `the state over HTTP has what every provider reports`(provider: String) async throws {
        try await SimulationWorld().run { http async throws in
            let state = try await http.get("/sandbox/\(provider)/state")
            #expect(state.status == 200)
            #expect(state["calls"] == [] && state["secrets"] == [] && state["token_requests"] == 0 && state["revoked"] == 0)
            #expect(state["settings", "answer_delay_ms"] == 0)
            #expect(try await http.send(.post, "/sandbox/\(provider)/settings", json: ["speed": 1]).status == 400)
            let own: JSON = ["account": "ada@acme.example", "rate_limit_next": 2]
            #expect(try await http.send(.post, "/sandbox/\(provider)/settings", json: own).status == 200)
            #expect(try await http.get("/sandbox/\(provider)/state")["account_settings", "ada@acme.example", "rate_limit_next"] == 2)
            #expect(try await http.send(.post, "/sandbox/\(provider)/withdraw", json: ["account": "eve@evil.example"]).status == 400)
        }
    }

    @Test(arguments: ["slack", "github", "notion", "todoist"])
    func `somebody new gets an account, once`(provider: String) async throws {
        try await SimulationWorld().run { http async throws in
            let account: JSON = ["name": "Ida Blom", "email": "ida@initech.example", "domain": "initech"]
            #expect(try await http.send(.post, "/sandbox/\(provider)/accounts", json: account).status == 201)
            #expect(try await http.send(.post, "/sandbox/\(provider)/accounts", json: account).status == 409)
            #expect(try await http.send(.post, "/sandbox/\(provider)/accounts", json: ["name": "X"]).status == 400)
        }
    }

    @Test func `with a state file, a restart forgets nothing`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "simulation-tests-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "sandbox.json").path()
        let before = try SimulationWorld(stateFile: path)
        try await before.github { github async throws in
            _ = try await github.call(.post, "/repos/acme/product/issues", ["title": "Kept"], token: github.connect())
        }
        try await before.notion { notion async throws in
            let text: JSON = [["text": ["content": "Kept"]]]
            _ = try await notion.call(.post, "/pages", ["properties": ["title": text]], token: notion.connect().access)
        }
        try await before.todoist { todoist async throws in
            _ = try await todoist.call(.post, "/tasks", ["content": "Kept"], token: todoist.connect())
        }
        let after = try SimulationWorld(stateFile: path)
        #expect(after.sandbox.github.issues.map(\.title) == ["Kept"])
        #expect(after.sandbox.notion.entries.map(\.title) == ["Kept"])
        #expect(after.sandbox.todoist.tasks.map(\.content) == ["Kept"])
        #expect(after.sandbox.github.issuedSecrets == before.sandbox.github.issuedSecrets)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
        #expect(names == ["sandbox.json.github", "sandbox.json.notion", "sandbox.json.todoist"])
    }

    @Test func `pages have one heading, a band, a policy and no script`() async throws {
        let world = try SimulationWorld()
        try await world.run { http async throws in
            let script: JSON = "<script>alert('1')</script>"
            let (github, notion, todoist) = (GitHubDriver(http: http), NotionDriver(http: http), TodoistDriver(http: http))
            _ = try await github.call(.post, "/repos/acme/product/issues", ["title": script, "body": script], token: github.connect())
            let text: JSON = [["text": ["content": script]]]
            let block: JSON = ["paragraph": ["rich_text": text]]
            let body: JSON = ["properties": ["title": text], "children": [block]]
            _ = try await notion.call(.post, "/pages", body, token: notion.connect().access)
            _ = try await todoist.call(.post, "/tasks", ["content": script, "description": script], token: todoist.connect())
            let page = try #require(world.sandbox.notion.entries.first?.id)
            let task = try #require(world.sandbox.todoist.tasks.first?.id)
            for path in [
                "/", "/github.com/acme/product/issues", "/github.com/acme/product/issues/1", "/www.notion.so/\(page)", "/www.notion.so/x",
                "/app.todoist.com/ada@acme.example", "/app.todoist.com/app/task/\(task)", "/app.todoist.com/nobody",
            ] {
                let page = try await http.get(path)
                #expect(page.text.matches(of: /<h1[ >]/).count == 1, "\(path)")
                #expect(page.text.contains("class=\"band\"") && !page.text.contains("<script"), "\(path)")
                #expect(page.header("Content-Security-Policy")?.contains("default-src 'none'") == true, "\(path)")
            }
        }
    }
}
