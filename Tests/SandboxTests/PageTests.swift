import HTTPTypes
import Testing

@testable import Sandbox

@Suite("Pages show what is there and run nothing")
struct PageTests {
    static let pages = [
        "/", "/linear.app/acme", "/linear.app/acme/issue/PRO-1", "/linear.app/acme/issue/PRO-1/any-slug", "/linear.app/globex",
    ]

    @Test func `what people wrote is text, not markup`() async throws {
        let world = try SandboxWorld()
        try world.linear.addAccount(name: "<b>Eve</b>", email: "\"><script>@x.example", workspace: "<i>W</i>", urlKey: "acme")
        try await world.run { linear async throws in
            let token = try await linear.connect().access
            let script = "<script>alert('1')</script>&\""
            _ = try await linear.createIssue(
                ["teamId": linear.ids(token).team, "title": .string(script), "description": .string(script)], token: token)
            for path in Self.pages + ["/linear.app/oauth/authorize?client_id=%3Cscript%3E"] {
                let page = try await linear.get(path)
                #expect(!page.text.contains("<script"), "\(path)")
                #expect(!page.text.contains("<b>Eve"), "\(path)")
            }
            #expect(!(try await linear.authorize().text.contains("<script")))
            #expect(try await linear.get("/linear.app/acme").text.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;"))
        }
    }

    @Test func `every page has one heading, a band, a policy and no script`() async throws {
        try await SandboxWorld().run { linear async throws in
            let token = try await linear.connect().access
            _ = try await linear.createIssue(["teamId": linear.ids(token).team, "title": "A"], token: token)
            for path in Self.pages + ["/linear.app/oauth/authorize", "/linear.app/nowhere", "/linear.app/acme/issue/PRO-9"] {
                let page = try await linear.get(path)
                #expect(page.text.matches(of: /<h1>/).count == 1, "\(path)")
                #expect(page.text.contains("class=\"band\""))
                let policy = page.header("Content-Security-Policy") ?? ""
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"))
                #expect(!policy.contains("form-action"), "it would block the way back to the client")
                #expect(page.header("Referrer-Policy") == "no-referrer")
                #expect(page.header("X-Content-Type-Options") == "nosniff")
                #expect(page.header("Content-Type") == "text/html; charset=utf-8")
            }
            let style = try await linear.get("/sandbox/style.css")
            #expect(style.status == 200)
            #expect(style.header("Content-Type") == "text/css; charset=utf-8")
        }
    }

    @Test func `a workspace shows each issue's particulars`() async throws {
        try await SandboxWorld().run { linear async throws in
            let token = try await linear.connect().access
            let ids = try await linear.ids(token)
            let input: JSON = [
                "teamId": ids.team, "title": "Call the printer", "description": "Before noon", "assigneeId": ids.ben,
                "dueDate": "2026-11-27", "priority": 1,
            ]
            _ = try await linear.createIssue(input, token: token)
            for path in ["/linear.app/acme", "/linear.app/acme/issue/PRO-1"] {
                let page = try await linear.get(path).text
                for text in ["PRO-1", "Call the printer", "Before noon", "Ben Carter", "2026-11-27", "Urgent", "Product", "Ada Lovelace"] {
                    #expect(page.contains(text), "\(text) on \(path)")
                }
            }
            #expect(!(try await linear.get("/linear.app/globex").text.contains("Call the printer")))
            #expect(try await linear.get("/linear.app/globex/issue/PRO-1").status == 404)
        }
    }

    @Test(arguments: ["/api.linear.app/graphql", "/api.linear.app/oauth/authorize", "/linear.app/oauth/nothing", "/unknown.example/x"])
    func `an address that is not simulated is not found, in JSON`(path: String) async throws {
        try await SandboxWorld().run { linear async throws in
            let reply = try await linear.get(path)
            #expect(reply.status == 404)
            #expect(reply.header("Content-Type") == "application/json; charset=utf-8")
            #expect(reply["error"] == "not_found")
        }
    }

    @Test func `the index page's form changes settings`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let form = [
                ("rotation_grace", "60"), ("answer_delay_ms", ""), ("fail_operation", "viewer"), ("fail_status", "500"),
                ("fail_times", "2"),
            ]
            let reply = try await linear.post("/sandbox/linear/settings", form: form)
            #expect(reply.status == 303)
            #expect(reply.header("Location") == "/")
        }
        #expect(world.linear.settings.rotationGrace == 60)
        #expect(world.linear.settings.failNext.map(\.times) == [2])
    }
}
