import Domain
import Foundation
import Storage
import Support
import Testing

@Suite("A provider that withdraws a connection is heard, and the person is told")
struct WithdrawalTests {
    private static func body(_ world: World, _ workspace: String, at ended: Date? = nil) -> [UInt8] {
        let ended = (ended ?? world.clock.now).formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let sent = Int(world.clock.now.timeIntervalSince1970 * 1000)
        return Array(
            #"{"action":"revoked","type":"OAuthApp","createdAt":"\#(ended)","organizationId":"\#(workspace)","webhookTimestamp":\#(sent)}"#
                .utf8)
    }

    private static func post(_ body: [UInt8], to world: World, secret: String = "linear webhook secret") async throws -> TestBrowser.Reply {
        let signature = Hex.encode(Digest.authentication(of: body, key: Array(secret.utf8)))
        return try await world.browser().send(
            .post, "/webhooks/linear", headers: ["Linear-Signature": signature, "Content-Type": "application/json"], body: body
        )
    }

    private static func state(_ browser: TestBrowser) async throws -> String? {
        try await browser.api(.get, "/integrations/linear/status").json["state"] as? String
    }

    private static func workspace(_ member: Member, _ world: World) async throws -> String {
        try await member.sealed(world).connection.details.identity.workspaceID ?? ""
    }

    private static func failures(_ member: Member, _ world: World) async throws -> Int {
        try await world.product.accounts.activity(of: member.id, limit: 100).entries.count { $0.kind == .refreshFailed }
    }

    @Test func `everybody of that workspace is asked to reconnect, nobody else, and each is told once`() async throws {
        let world = try await World()
        let ada = try await world.connected("Ada", as: "ada@acme.example")
        let ben = try await world.connected("Ben", as: "ben@acme.example")
        let gina = try await world.connected("Gina", as: "gina@globex.example")
        world.clock.advance(by: 60)
        let body = Self.body(world, try await Self.workspace(ada, world))
        for _ in 0..<3 { #expect(try await Self.post(body, to: world).status == 200) }
        #expect(try await Self.state(ada.browser) == "needs_reconnect")
        #expect(try await Self.state(ben.browser) == "needs_reconnect")
        #expect(try await Self.state(gina.browser) == "connected")
        #expect(try await Self.failures(ada, world) == 1)
        #expect(try await Self.failures(ben, world) == 1)
        let log = try await world.product.accounts.activity(of: ada.id, limit: 1).entries
        #expect(log.first?.cause == "Linear says that this connection was withdrawn there.")
    }

    @Test func `the notice leads back to the page it stands on, but never to the secret address of a phone's`() async throws {
        let (world, ada) = try await World.withMember()
        let code = try await ada.browser.api(.get, "/integrations/slack/qr").json["url"] as? String ?? ""
        world.clock.advance(by: 60)
        _ = try await Self.post(Self.body(world, try await Self.workspace(ada, world)), to: world)
        let (page, phone) = (
            try await ada.browser.get("/meetings"), try await ada.browser.get(code.replacing("http://localhost:8000", with: ""))
        )
        #expect(TestBrowser.value(of: "return_path", in: page.text) == "/meetings")
        #expect(phone.status == 200)
        #expect(TestBrowser.value(of: "return_path", in: phone.text) == "/settings/integrations")
    }

    @Test func `a repetition does not end what was connected since`() async throws {
        let (world, ada) = try await World.withMember()
        let workspace = try await Self.workspace(ada, world)
        world.clock.advance(by: 60)
        let ended = world.clock.now
        #expect(try await Self.post(Self.body(world, workspace), to: world).status == 200)
        world.clock.advance(by: 60)
        try await ada.browser.connectLinear(as: "ada@acme.example")
        world.clock.advance(by: 3600)
        #expect(try await Self.post(Self.body(world, workspace, at: ended), to: world).status == 200)
        #expect(try await Self.state(ada.browser) == "connected")
    }

    @Test func `the echo of a revocation of ours ends nothing`() async throws {
        let (world, ada) = try await World.withMember()
        let workspace = try await Self.workspace(ada, world)
        _ = try await ada.browser.api(.post, "/integrations/linear/disconnect", [:])
        try await ada.browser.connectLinear(as: "ada@acme.example")
        #expect(try await Self.post(Self.body(world, workspace), to: world).status == 200)
        #expect(try await Self.state(ada.browser) == "connected")
    }

    @Test func `what is not signed, or old, changes nothing`() async throws {
        let (world, ada) = try await World.withMember()
        let workspace = try await Self.workspace(ada, world)
        world.clock.advance(by: 60)
        let body = Self.body(world, workspace)
        #expect(try await Self.post(body, to: world, secret: "another secret").status == 401)
        let bare = try await world.browser().send(.post, "/webhooks/linear", headers: ["Content-Type": "application/json"], body: body)
        #expect(bare.status == 401)
        world.clock.advance(by: 61)
        #expect(try await Self.post(body, to: world).status == 401)
        #expect(try await world.browser().send(.post, "/webhooks/nobody", body: body).status == 404)
        #expect(try await world.browser().send(.get, "/webhooks/linear").status == 405)
        let huge = [UInt8](repeating: 32, count: 100_000)
        #expect(try await Self.post(huge, to: world).status == 413)
        #expect(try await Self.state(ada.browser) == "connected")
    }

    @Test func `every page says so and leads to the reconnect, which keeps the id and what was chosen, and lets go what waited`()
        async throws
    {
        let (world, ada) = try await World.withMember()
        let choices = try await world.connections.choices(for: "linear.issue", of: ada.id)
        _ = try await ada.browser.api(.put, "/api/v1/routes", ["destination": "linear.issue", "choice_id": choices[1].id])
        let before = try await ada.sealed(world).connection
        #expect(!(try await ada.browser.get("/dashboard-ui").text.contains("Reconnect Linear")))
        world.clock.advance(by: 60)
        _ = try await Self.post(Self.body(world, try await Self.workspace(ada, world)), to: world)
        let meeting =
            try await ada.browser.api(
                .post, "/api/v1/meetings", ["transcript": "Ben: I'll send the release notes to the customers by Friday."]
            ).json["id"] as? String ?? ""
        _ = try await ada.browser.api(.post, "/api/v1/meetings/\(meeting)/deliveries", [:])
        try await world.courier.runUntilIdle()
        for path in ["/dashboard-ui", "/settings/integrations", "/settings/account", "/meetings", "/meetings/\(meeting)", "/nowhere"] {
            let text = try await ada.browser.get(path).text
            #expect(text.contains("Linear no longer accepts your connection. One delivery waits until you reconnect."), "\(path)")
            #expect(text.contains("Reconnect Linear</button>"), "\(path)")
        }
        let started = try await ada.browser.submit(
            [("return_path", "/meetings")], to: "/integrations/linear/connect", from: "/meetings")
        let callback = try await ada.browser.decide(at: started.location ?? "", account: "ada@acme.example", decision: "allow")
        let back = try await ada.browser.get(callback).location ?? ""
        #expect(back == "/meetings?integration=linear&status=connected")
        #expect(try await ada.browser.get(back).text.contains("Linear connected! You&#39;re all set."))
        let after = try await ada.sealed(world).connection
        #expect(after.id == before.id)
        #expect(after.details.defaults == before.details.defaults)
        try await world.courier.runUntilIdle()
        #expect(world.sandbox.linear.issues(inWorkspace: "acme").count == 1)
        #expect(!(try await ada.browser.get("/meetings").text.contains("Reconnect Linear")))
    }
}
