import Domain
import Foundation
import HTTPTypes
import Storage
import Support
import Testing

@Suite("No other site can make a browser change anything")
struct OriginTests {
    private static let unsafeForms = [
        "/logout", "/integrations/linear/connect", "/integrations/linear/disconnect", "/meetings", "/settings/account/tokens",
    ]

    @Test(
        arguments: unsafeForms,
        ["https://evil.example", "null", "http://localhost:8000.evil.example", "https://localhost:8000", "http://sub.localhost:8000"])
    func `a form from elsewhere is refused, even with the right token`(path: String, origin: String) async throws {
        let world = try await World()
        let ada = try await world.member()
        let token = TestBrowser.value(of: "csrf", in: try await ada.get("/settings/account").text) ?? ""
        #expect(try await ada.post([("csrf", token)], to: path, origin: origin).status == 403)
        #expect(try await ada.api(.get, "/integrations/linear/status").json["connected"] as? Bool == true)
    }

    @Test(arguments: unsafeForms) func `a form without the page's token is refused`(path: String) async throws {
        let world = try await World()
        let ada = try await world.member()
        let ben = try await world.member("Ben", linear: nil)
        let foreign = TestBrowser.value(of: "csrf", in: try await ben.get("/settings/account").text) ?? ""
        for fields in [[], [("csrf", "")], [("csrf", foreign)]] {
            #expect(try await ada.post(fields, to: path).status == 403)
        }
    }

    @Test func `a cookie without Origin changes nothing`() async throws {
        let world = try await World()
        let ada = try await world.member()
        let reply = try await ada.send(
            .post, "/integrations/linear/disconnect", headers: ["Content-Type": "application/json"], body: Array("{}".utf8)
        )
        #expect(reply.status == 403)
        let same = try await ada.send(
            .post, "/integrations/linear/disconnect",
            headers: ["Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"], body: Array("{}".utf8)
        )
        #expect(same.status == 200)
    }

    @Test func `JSON dressed as text is not taken`() async throws {
        let world = try await World()
        let ada = try await world.member()
        let reply = try await ada.send(
            .post, "/api/v1/tokens", headers: ["Content-Type": "text/plain", "Origin": "http://localhost:8000"],
            body: Array(#"{"name":"x"}"#.utf8)
        )
        #expect(reply.status == 415)
    }

    @Test func `signing in from another site's page is refused`() async throws {
        let world = try await World()
        try await world.browser().signUp(name: "Ada")
        let browser = world.browser()
        let token = TestBrowser.value(of: "csrf", in: try await browser.get("/login").text) ?? ""
        let fields = [("csrf", token), ("email", "ada@example.org"), ("password", TestBrowser.password)]
        #expect(try await browser.post(fields, to: "/login", origin: "https://evil.example").status == 403)
        #expect(try await browser.post(fields, to: "/login").status == 303)
    }

    @Test func `a link cannot disconnect, and cannot start connecting`() async throws {
        let world = try await World()
        let ada = try await world.member()
        for method in [HTTPRequest.Method.get, .head] {
            let reply = try await ada.send(method, "/integrations/linear/disconnect")
            #expect(reply.status == 405)
            #expect(reply.header("Allow") == "POST")
        }
        let page = try await ada.get("/integrations/linear/connect")
        #expect(page.status == 200)
        #expect(page.location == nil)
        let foreign = try await ada.send(.get, "/integrations/linear/connect", headers: ["Accept": "*/*", "Sec-Fetch-Site": "cross-site"])
        #expect(foreign.status == 403)
    }

    @Test func `safe methods leave the database as it was`() async throws {
        let world = try await World()
        let ada = try await world.member()
        let id = try #require(try await ada.api(.post, "/api/v1/meetings", ["transcript": JourneyTests.transcript]).json["id"] as? String)
        let person = Person.ID(try #require(try await ada.api(.get, "/api/v1/person").json["id"] as? String))
        let before = try await Self.counts(world, of: person)
        for path in [
            "/", "/dashboard-ui", "/onboarding", "/settings/integrations", "/settings/account", "/settings/activity", "/meetings",
            "/meetings/new", "/meetings/\(id)", "/api/v1/integrations", "/api/v1/meetings/\(id)", "/api/v1/meetings/\(id)/deliveries",
            "/integrations/linear/status", "/integrations/linear/connect", "/healthz", "/readyz", "/metrics", "/openapi.json",
        ] {
            #expect(try await ada.get(path).status < 400, "\(path)")
            #expect(try await ada.send(.head, path).status < 406, "\(path)")
        }
        #expect(try await Self.counts(world, of: person) == before)
    }

    /// What the person's tables hold: how many rows, and how often connections changed.
    private static func counts(_ world: World, of person: Person.ID) async throws -> [Int64] {
        try await world.database.read(as: .person(person)) { session in
            let tables = [
                "people", "sessions", "api_tokens", "activity", "authorizations", "meetings", "action_items", "deliveries",
                "delivery_events",
                "revocations",
            ]
            return try tables.map { try session.run("select count(*) as n from \(SQL(stringLiteral: $0))")[0].integer("n") }
                + session.run("select generation as n from user_integrations").map { try $0.integer("n") }
        }
    }
}
