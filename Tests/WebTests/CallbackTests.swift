import Foundation
import Storage
import Support
import Testing

@Suite("A callback is believed only if this person started it in this browser")
struct CallbackTests {
    private static func refused(_ reply: TestBrowser.Reply, _ reason: String) {
        #expect(reply.status == 303)
        #expect(reply.location == "/dashboard-ui?integration=linear&status=error&reason=\(reason)")
    }

    private static func isConnected(_ browser: TestBrowser) async throws -> Bool {
        try await browser.api(.get, "/integrations/linear/status").json["connected"] as? Bool ?? false
    }

    @Test func `nobody signed in: no token request`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let callback = try await ada.consent(as: "ada@acme.example")
        let reply = try await world.browser().get(callback)
        #expect(reply.status == 303)
        #expect(reply.location == "/login?next=/settings/integrations")
        #expect(world.sandbox.linear.tokenRequests == 0)
    }

    @Test func `somebody else's session: refused, and the one who started it can still finish`() async throws {
        let world = try await World()
        let ada = try await world.member("Ada", linear: nil)
        let mallory = try await world.member("Mallory", linear: nil)
        let callback = try await ada.consent(as: "ada@acme.example")
        Self.refused(try await mallory.get(callback), "unknown_state")
        #expect(world.sandbox.linear.tokenRequests == 0)
        #expect(try await ada.get(callback).location == "/dashboard-ui?integration=linear&status=connected")
        #expect(try await Self.isConnected(mallory) == false)
    }

    @Test func `whatever comes of it is said on the page the person came from, wherever its address ends`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        func decide(_ decision: String, from path: String) async throws -> String {
            let started = try await ada.submit([("return_path", path)], to: "/integrations/linear/connect", from: "/settings/integrations")
            let callback = try await ada.decide(at: started.location ?? "", account: "ada@acme.example", decision: decision)
            return try await ada.get(callback).location ?? ""
        }
        let refused = try await decide("cancel", from: "/onboarding")
        #expect(refused == "/onboarding?integration=linear&status=error&reason=cancelled")
        #expect(try await ada.get(refused).text.contains("You cancelled. Nothing was connected."))
        let connected = try await decide("allow", from: "/meetings?q=notes#top")
        #expect(connected == "/meetings?q=notes&integration=linear&status=connected#top")
        #expect(try await ada.get("/meetings?q=notes&integration=linear&status=connected").text.contains("Linear connected!"))
    }

    @Test func `another browser of the same person is refused`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let callback = try await ada.consent(as: "ada@acme.example")
        Self.refused(try await ada.elsewhere().get(callback), "other_browser")
        #expect(world.sandbox.linear.tokenRequests == 0)
    }

    @Test func `another session of the same person in the same browser is refused`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let callback = try await ada.consent(as: "ada@acme.example")
        let before = ada.cookies
        _ = try await ada.api(.delete, "/api/v1/session")
        _ = try await ada.api(.post, "/api/v1/session", ["email": "ada@example.org", "password": TestBrowser.password])
        #expect(ada.cookies["authorization"] == before["authorization"])
        #expect(ada.cookies["session"] != before["session"])
        Self.refused(try await ada.get(callback), "other_browser")
        #expect(world.sandbox.linear.tokenRequests == 0)
    }

    @Test(arguments: ["state=made-up", "", "state=", "state=%00", "state=%FF"])
    func `a forged state finds nothing`(query: String) async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        _ = try await ada.consent(as: "ada@acme.example")
        let reply = try await ada.get("/integrations/linear/callback?code=x&\(query)")
        #expect(reply.status == 303 || reply.status == 400)
        #expect(world.sandbox.linear.tokenRequests == 0)
        #expect(try await Self.isConnected(ada) == false)
    }

    @Test func `a doubled state is refused`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let callback = try await ada.consent(as: "ada@acme.example")
        let state = try #require(callback.split(separator: "state=").last?.split(separator: "&").first)
        Self.refused(try await ada.get(callback + "&state=\(state)"), "unknown_state")
        #expect(world.sandbox.linear.tokenRequests == 0)
    }

    @Test func `fifty callbacks at once make one token request and one connection`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let callback = try await ada.consent(as: "ada@acme.example")
        let replies = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await ada.get(callback).location ?? "" } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(replies.count { $0.hasSuffix("status=connected") } == 1)
        #expect(replies.count { $0.hasSuffix("reason=unknown_state") } == 49)
        #expect(world.sandbox.linear.tokenRequests == 1)
    }

    @Test func `after ten minutes it is too late`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let callback = try await ada.consent(as: "ada@acme.example")
        world.clock.advance(by: 601)
        Self.refused(try await ada.get(callback), "expired")
        #expect(world.sandbox.linear.tokenRequests == 0)
    }

    @Test(arguments: ["https://evil.example", "https://api.linear.app/", "http://api.linear.app"])
    func `an issuer that is not Linear's is refused`(issuer: String) async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let callback = try await ada.consent(as: "ada@acme.example")
        Self.refused(try await ada.get(callback + "&iss=" + TestBrowser.escape(issuer)), "wrong_issuer")
        #expect(world.sandbox.linear.tokenRequests == 0)
    }

    @Test func `Cancel is told as such, and nothing the provider says is repeated`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let callback = try await ada.consent(as: "ada@acme.example", decision: "cancel")
        let reply = try await ada.get(callback + "&error_description=%3Cscript%3Ealert(1)%3C/script%3E")
        Self.refused(reply, "cancelled")
        let page = try await ada.get(reply.location ?? "").text
        #expect(page.contains("You cancelled. Nothing was connected."))
        #expect(!page.contains("alert(1)"))
    }

    @Test(arguments: [
        (200, "<html>maintenance</html>", "unreadable_answer"), (503, "{}", "provider_unavailable"),
        (400, #"{"error":"invalid_grant"}"#, "code_refused"), (401, #"{"error":"invalid_client"}"#, "setup"),
        (200, #"{"access_token":"","token_type":"Bearer"}"#, "unreadable_answer"), (302, "", "unreadable_answer"),
    ])
    func `an odd answer to the code becomes a clear state and no half row`(status: Int, body: String, reason: String) async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let callback = try await ada.consent(as: "ada@acme.example")
        world.transport.next("/oauth/token", .answers(status: status, body: body, headers: [:]))
        Self.refused(try await ada.get(callback), reason)
        #expect(try await Self.isConnected(ada) == false)
        let rows = try await world.database.read(as: .worker) { try $0.run("select count(*) as n from user_integrations")[0].integer("n") }
        #expect(rows == 0)
    }

    @Test func `code and state leave no trace`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let callback = try await ada.consent(as: "ada@acme.example")
        let reply = try await ada.get(callback)
        #expect(reply.header("Referrer-Policy") == "no-referrer")
        #expect(reply.header("Cache-Control") == "no-store")
        let traces = Data(try world.traces())
        for pair in callback.split(separator: "?")[1].split(separator: "&") {
            let value = Data(pair.split(separator: "=")[1].utf8)
            #expect(traces.range(of: value) == nil, "\(pair.prefix(5))")
        }
    }
}
