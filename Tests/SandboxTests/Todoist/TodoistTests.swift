import HTTPTypes
import Testing

@testable import Sandbox

@Suite("Todoist keeps tasks for a token that may add them")
struct TodoistTests {
    @Test func `a request needs a known client, scopes and a state`() async throws {
        try await SimulationWorld().todoist { todoist async throws in
            #expect(try await todoist.authorize(["client_id": "nobody"]).status == 400)
            #expect(try await todoist.authorize(["redirect_uri": "https://evil.example/"]).status == 400)
            #expect(try await todoist.authorize(["scope": "data:read task:add"]).redirect["error"] == "invalid_scope")
            #expect(try await todoist.authorize(["scope": nil]).redirect["state"] == "st&te")
            #expect(try await todoist.authorize(["state": nil]).redirect["error"] == "invalid_request")
            let page = try await todoist.authorize()
            let reply = try await todoist.http.allow(TodoistDriver.consent, page, as: "ada@acme.example")
            #expect(reply.destination == SimulationWorld.callback("todoist"), "as the app's settings have it")
            #expect(reply.redirect["state"] == "st&te")
        }
    }

    @Test func `a code becomes a token without an end, once`() async throws {
        let world = try SimulationWorld()
        try await world.todoist { todoist async throws in
            let code = try await todoist.code()
            #expect(try await todoist.exchange(code, ["client_secret": "wrong"]).error == "incorrect_application_credentials")
            let reply = try await todoist.exchange(code)
            guard case .object(let members)? = JSON(text: reply.text) else { return #expect(Bool(false)) }
            #expect(Set(members.keys) == ["access_token", "token_type"])
            let again = try await todoist.exchange(code)
            #expect(again.status == 400 && again.error == "bad_authorization_code")
            let late = try await todoist.code()
            world.clock.advance(seconds: 600)
            #expect(try await todoist.exchange(late).error == "bad_authorization_code")
        }
    }

    @Test func `a task has what was given and lands in the inbox or a project`() async throws {
        let world = try SimulationWorld()
        try await world.todoist { todoist async throws in
            let token = try await todoist.connect()
            let projects = try await todoist.get("/projects", token: token)
            let work = try #require(projects["results", "1", "id"])
            let body: JSON = [
                "content": "Send notes", "description": "From *Weekly*", "project_id": work, "due_date": "2026-11-27", "priority": 4,
                "labels": ["meeting"],
            ]
            let reply = try await todoist.call(.post, "/tasks", body, token: token)
            #expect(reply.status == 200 && reply["due", "date"] == "2026-11-27" && reply["priority"] == 4)
            _ = try await todoist.call(.post, "/tasks", ["content": "Later"], token: token)
            let id = reply["id"]?.string ?? ""
            #expect(try await todoist.http.get("/app.todoist.com/app/task/\(id)").text.contains("From *Weekly*"))
            let page = try await todoist.http.get("/app.todoist.com/ada@acme.example").text
            #expect(page.contains("Send notes") && page.contains("p1") && page.contains("not the real Todoist"))
            #expect(
                try await todoist.get("/tasks?project_id=\(work.string ?? "")", token: token).strings("content", of: "results") == [
                    "Send notes"
                ])
        }
        #expect(world.sandbox.todoist.tasks.map(\.project) == ["Work", "Inbox"])
        #expect(world.sandbox.todoist.tasks.allSatisfy { $0.account == "ada@acme.example" })
    }

    @Test func `a repeated request makes no second task`() async throws {
        let world = try SimulationWorld()
        try await world.todoist { todoist async throws in
            let (ada, ben) = (try await todoist.connect(), try await todoist.connect(as: "ben@acme.example"))
            let first = try await todoist.call(.post, "/tasks", ["content": "Once"], token: ada, id: "d1")
            let again = try await todoist.call(.post, "/tasks", ["content": "Once"], token: ada, id: "d1")
            #expect(again.status == 200 && again["id"] == first["id"])
            #expect(try await todoist.call(.post, "/tasks", ["content": "Another"], token: ada, id: "d1").status == 400)
            #expect(try await todoist.call(.post, "/tasks", ["content": "Once"], token: ben, id: "d1").status == 200)
            let long = String(repeating: "a", count: 37)
            #expect(try await todoist.call(.post, "/tasks", ["content": "Once"], token: ada, id: long).status == 400)
        }
        #expect(world.sandbox.todoist.tasks.map(\.account) == ["ada@acme.example", "ben@acme.example"])
    }

    @Test(
        arguments: [
            ([:], "content"), (["content": " "], "content"), (["content": 7], "content"), (["content": "A", "priority": 5], "priority"),
            (["content": .string(String(repeating: "a", count: 501))], "content"), (["content": "A", "title": "B"], "title"),
            (["content": "A", "due_date": "2026-02-29"], "due_date"), (["content": "A", "due_datetime": "2026-11-27"], "due_datetime"),
            (["content": "A", "due_date": "2026-11-27", "due_string": "tomorrow"], "due_date"),
            (["content": "A", "labels": "x"], "labels"),
        ] as [(JSON, String)])
    func `a task that cannot be is refused, with the field's name`(body: JSON, argument: String) async throws {
        let world = try SimulationWorld()
        try await world.todoist { todoist async throws in
            let reply = try await todoist.call(.post, "/tasks", body, token: todoist.connect())
            #expect(reply.status == 400 && reply["error_extra", "argument"] == .string(argument))
        }
        #expect(world.sandbox.todoist.tasks.isEmpty)
    }

    @Test func `a scope allows what it says`() async throws {
        try await SimulationWorld().todoist { todoist async throws in
            let (adds, reads) = (try await todoist.connect(scope: "task:add"), try await todoist.connect(scope: "data:read"))
            #expect(try await todoist.call(.post, "/tasks", ["content": "A"], token: adds).status == 200)
            for path in ["/user", "/projects", "/tasks"] {
                let reply = try await todoist.get(path, token: adds)
                #expect(reply.status == 403 && reply["error_tag"] == "AUTH_INSUFFICIENT_TOKEN_SCOPE")
                #expect(try await todoist.get(path, token: reads).status == 200)
            }
            #expect(try await todoist.call(.post, "/tasks", ["content": "A"], token: reads).status == 403)
            #expect(try await todoist.get("/user", token: reads)["email"] == "ada@acme.example")
            let elsewhere = try await todoist.connect(as: "ben@acme.example")
            let work = try await todoist.get("/projects", token: elsewhere)["results", "1", "id"] ?? .null
            #expect(try await todoist.call(.post, "/tasks", ["content": "A", "project_id": work], token: adds).status == 404)
        }
    }

    @Test func `projects come in pages`() async throws {
        try await SimulationWorld().todoist { todoist async throws in
            let token = try await todoist.connect()
            let first = try await todoist.get("/projects", token: token)
            #expect(first.strings("id", of: "results").count == 50)
            let cursor = Form.encoded(first["next_cursor"]?.string ?? "")
            let second = try await todoist.get("/projects?cursor=\(cursor)", token: token)
            #expect(second.strings("id", of: "results").count == 13 && second["next_cursor"] == .null)
            for query in ["limit=201", "cursor=x", "page=2"] {
                #expect(try await todoist.get("/projects?\(query)", token: token).status == 400)
            }
        }
    }

    @Test func `a token can be ended from both sides`() async throws {
        let world = try SimulationWorld()
        try await world.todoist { todoist async throws in
            let (one, two) = (try await todoist.connect(), try await todoist.connect())
            #expect(try await todoist.revoke(one, secret: "wrong").status == 401)
            #expect(try await todoist.revoke(one).status == 204)
            #expect(try await todoist.revoke(one).status == 404)
            #expect(try await todoist.get("/user", token: one).status == 401)
            #expect(try await todoist.get("/user", token: two).status == 200)
            #expect(try await todoist.http.send(.post, "/sandbox/todoist/withdraw", json: ["account": "ada@acme.example"])["ended"] == 1)
            #expect(try await todoist.get("/user", token: two).status == 401)
        }
        #expect(world.sandbox.todoist.revokedTokens == 1)
        #expect(world.sandbox.todoist.calls.map(\.operation) == ["token", "token", "revoke", "revoke", "revoke", "user", "user", "user"])
    }

    @Test func `limits say how long to wait`() async throws {
        try await SimulationWorld().todoist { todoist async throws in
            let token = try await todoist.connect()
            _ = try await todoist.http.send(.post, "/sandbox/todoist/settings", json: ["rate_limit_next": 1, "retry_after": 12])
            let limited = try await todoist.get("/user", token: token)
            #expect(limited.status == 429 && limited.header("Retry-After") == "12" && limited["error_extra", "retry_after"] == 12)
            #expect(try await todoist.get("/user", token: token).status == 200)
        }
    }
}
