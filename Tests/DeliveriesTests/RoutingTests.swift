import Domain
import Foundation
import Support
import Testing

@Suite("People say what goes where, once and for all or for one meeting")
struct RoutingTests {
    private static let transcript =
        "Ben: I'll send the release notes to the customers by Friday.\nAda: Thank you.\nClara: I will write the summary for the board by Monday."

    private static func meeting(_ browser: TestBrowser) async throws -> (id: String, items: [String]) {
        let reply = try await browser.api(.post, "/api/v1/meetings", ["transcript": transcript])
        return (reply.json["id"] as? String ?? "", reply.list("action_items").compactMap { $0["id"] as? String })
    }

    private static func route(_ browser: TestBrowser, _ destination: String) async throws -> [String: Any] {
        try await browser.api(.get, "/api/v1/routes").list("routes").first { $0["destination"] as? String == destination } ?? [:]
    }

    private static func teams(_ browser: TestBrowser, _ query: String = "") async throws -> [[String: Any]] {
        try await browser.api(.get, "/api/v1/destinations/linear.issue/choices" + query).list("choices")
    }

    private static func place(_ delivery: [String: Any]) -> String? { (delivery["choice"] as? [String: Any])?["name"] as? String }

    @Test func `a route is listed with its account and place, and changed field by field`() async throws {
        let (_, ada) = try await World.withMember()
        let before = try await Self.route(ada.browser, "linear.issue")
        #expect(before["enabled"] as? Bool == true)
        #expect(before["subject"] as? String == "item")
        #expect(before["standing"] as? String == "ready")
        #expect((before["account"] as? String)?.hasPrefix("ada@acme.example") == true)
        let teams = try await Self.teams(ada.browser)
        let last = try #require(teams.last?["id"] as? String)
        let changed = try await ada.browser.api(.put, "/api/v1/routes", ["routes": [["destination": "linear.issue", "choice_id": last]]])
        #expect(changed.status == 200)
        #expect((try await Self.route(ada.browser, "linear.issue")["choice"] as? [String: Any])?["id"] as? String == last)
        _ = try await ada.browser.api(.put, "/api/v1/routes", ["routes": [["destination": "linear.issue", "enabled": false]]])
        let off = try await Self.route(ada.browser, "linear.issue")
        #expect(off["enabled"] as? Bool == false)
        #expect((off["choice"] as? [String: Any])?["id"] as? String == last)
        _ = try await ada.browser.api(.put, "/api/v1/routes", ["routes": [["destination": "linear.issue", "enabled": NSNull()]]])
        #expect(try await Self.route(ada.browser, "linear.issue")["enabled"] as? Bool == true)
    }

    @Test func `a destination turned off is left out, and sent to when it is named`() async throws {
        let (world, ada) = try await World.withMember()
        _ = try await ada.browser.api(.put, "/api/v1/routes", ["routes": [["destination": "linear.issue", "enabled": false]]])
        let (id, _) = try await Self.meeting(ada.browser)
        let sent = try await ada.browser.api(.post, "/api/v1/meetings/\(id)/deliveries", [:])
        #expect(sent.status == 202)
        #expect(sent.list("deliveries").isEmpty)
        let named = try await ada.browser.api(.post, "/api/v1/meetings/\(id)/deliveries", ["destinations": ["linear.issue"]])
        #expect(named.list("deliveries").count == 2)
        try await world.courier.runUntilIdle()
        #expect(world.sandbox.linear.issues(inWorkspace: "acme").count == 2)
    }

    @Test func `one item goes to another team than the rest`() async throws {
        let (world, ada) = try await World.withMember()
        let (id, items) = try await Self.meeting(ada.browser)
        let teams = try await Self.teams(ada.browser)
        let usual = try #require((try await Self.route(ada.browser, "linear.issue")["choice"] as? [String: Any])?["name"] as? String)
        let other = try #require(teams.first { $0["name"] as? String != usual })
        let sent = try await ada.browser.api(
            .post, "/api/v1/meetings/\(id)/deliveries",
            ["routes": [["item_id": items[1], "destination": "linear.issue", "choice_id": other["id"] ?? ""]]]
        )
        #expect(sent.status == 202)
        try await world.courier.runUntilIdle()
        let deliveries = try await ada.browser.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries")
        #expect(deliveries.map(Self.place) == [usual, other["name"] as? String])
        #expect(deliveries.allSatisfy { ($0["account"] as? String)?.hasPrefix("ada@acme.example") == true })
    }

    @Test(arguments: [
        (#"[{"destination":"jira.issue"}]"#, 422), (#"[{"destination":"linear.issue","choice_id":"made-up"}]"#, 422),
        (#"[{"destination":"linear.issue","enabled":false},{"destination":"linear.issue","choice_id":"made-up"}]"#, 422),
        (#"[{"destination":"linear.issue","recipients":["ben@x.example"]}]"#, 422), (#"[{"enabled":true}]"#, 400),
        (#"[{"destination":"linear.issue","enabled":"yes"}]"#, 400), (#"{}"#, 400),
    ])
    func `a route that makes no sense is refused and changes nothing`(routes: String, status: Int) async throws {
        let (_, ada) = try await World.withMember()
        let body = Array("{\"routes\":\(routes)}".utf8)
        let headers = ["Accept": "application/json", "Content-Type": "application/json", "Origin": "http://localhost:8000"]
        let reply = try await ada.browser.send(.put, "/api/v1/routes", headers: headers, body: body)
        #expect(reply.status == status)
        #expect(try await Self.route(ada.browser, "linear.issue")["enabled"] as? Bool == true)
    }

    @Test(
        arguments: [
            ["destination": "jira.issue"], ["destination": "linear.issue", "choice_id": "made-up"],
            ["destination": "linear.issue", "item_id": "nobody's"], ["destination": "linear.issue", "recipients": ["not an address"]],
        ] as [[String: any Sendable]])
    func `an override that makes no sense sends nothing`(override: [String: any Sendable]) async throws {
        let (_, ada) = try await World.withMember()
        let (id, _) = try await Self.meeting(ada.browser)
        let reply = try await ada.browser.api(.post, "/api/v1/meetings/\(id)/deliveries", ["routes": [override]])
        #expect(reply.status == 422 || reply.status == 404)
        #expect(try await ada.browser.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries").isEmpty)
    }

    @Test func `places are searched, and a provider that is out of order keeps nobody from sending`() async throws {
        let (world, ada) = try await World.withMember()
        let all = try await Self.teams(ada.browser)
        let name = try #require(all.last?["name"] as? String)
        #expect(try await Self.teams(ada.browser, "?search=\(TestBrowser.escape(name))").count < all.count)
        #expect(try await ada.browser.api(.get, "/api/v1/destinations/jira.issue/choices").status == 422)
        let (id, _) = try await Self.meeting(ada.browser)
        let wanted = try #require(all.last?["id"] as? String)
        world.clock.advance(by: 600)
        world.transport.next("/graphql", .unreachable)
        let body = ["routes": [["destination": "linear.issue", "choice_id": wanted]]]
        let sent = try await ada.browser.api(.post, "/api/v1/meetings/\(id)/deliveries", body)
        #expect(sent.status == 202)
        try await world.courier.runUntilIdle()
        let deliveries = try await ada.browser.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries")
        #expect(deliveries.map { $0["state"] as? String } == ["delivered", "delivered"])
        #expect(deliveries.allSatisfy { ($0["choice"] as? [String: Any])?["id"] as? String == wanted })
    }

    @Test func `another account has other places, and what was chosen in the old one is forgotten`() async throws {
        let (world, ada) = try await World.withMember()
        let last = try #require(try await Self.teams(ada.browser).last?["id"] as? String)
        _ = try await ada.browser.api(.put, "/api/v1/routes", ["routes": [["destination": "linear.issue", "choice_id": last]]])
        let (id, _) = try await Self.meeting(ada.browser)
        _ = try await ada.browser.api(.post, "/api/v1/meetings/\(id)/deliveries", [:])
        _ = try await ada.browser.api(.post, "/integrations/linear/disconnect", [:])
        try await ada.browser.connectLinear(as: "gina@globex.example")
        #expect((try await Self.route(ada.browser, "linear.issue")["choice"] as? [String: Any])?["id"] as? String != last)
        try await world.courier.runUntilIdle()
        #expect(world.sandbox.linear.issues(inWorkspace: "globex").count == 2)
        #expect(world.sandbox.linear.issues(inWorkspace: "acme").isEmpty)
    }
}
