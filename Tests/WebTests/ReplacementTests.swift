import Connections
import Domain
import Foundation
import Storage
import Support
import Testing

@Suite("Another account is never taken for the one connected")
struct ReplacementTests {
    private static func account(_ browser: TestBrowser) async throws -> String? {
        let identity = try await browser.api(.get, "/integrations/linear/status").json["identity"] as? [String: Any]
        return identity?["account"] as? String
    }

    /// Ada is connected and has just authorized Gina's account.
    private static func undecided() async throws -> (World, TestBrowser) {
        let world = try await World()
        let ada = try await world.member(linear: "ada@acme.example")
        let reply = try await ada.connectLinear(as: "gina@globex.example")
        #expect(reply.status == 303)
        #expect(reply.location == "/integrations/linear/replacement")
        return (world, ada)
    }

    private static func decide(_ decision: String, _ browser: TestBrowser) async throws -> TestBrowser.Reply {
        let page = "/integrations/linear/replacement"
        return try await browser.submit([("decision", decision)], to: page, from: page)
    }

    @Test func `the page names both accounts and changes nothing`() async throws {
        let (world, ada) = try await Self.undecided()
        let page = try await ada.get("/integrations/linear/replacement")
        #expect(page.status == 200)
        #expect(page.text.contains("ada@acme.example · Acme"))
        #expect(page.text.contains("gina@globex.example · Globex"))
        #expect(try await Self.account(ada) == "ada@acme.example")
        #expect(world.sandbox.linear.revokedTokens == 0)
        #expect(try await ada.api(.get, "/api/v1/destinations/linear.issue/choices").list("choices").count == 2)
    }

    @Test func `Keep withdraws the new grant and leaves the old one working`() async throws {
        let (world, ada) = try await Self.undecided()
        let reply = try await Self.decide("keep", ada)
        #expect(reply.location == "/dashboard-ui?integration=linear&status=kept")
        #expect(try await Self.account(ada) == "ada@acme.example")
        #expect(world.sandbox.linear.revokedTokens == 1)
        #expect(try await ada.api(.get, "/api/v1/destinations/linear.issue/choices").list("choices").count == 2)
        #expect(try await ada.get("/integrations/linear/replacement").status == 409)
    }

    @Test func `Replace swaps the grants, keeps the connection's id, and withdraws the old one`() async throws {
        let (world, ada) = try await Self.undecided()
        let before = try await world.database.read(as: .worker) { session in
            try session.run("select id, generation from user_integrations")[0]
        }
        let reply = try await Self.decide("replace", ada)
        #expect(reply.location == "/dashboard-ui?integration=linear&status=replaced")
        #expect(try await Self.account(ada) == "gina@globex.example")
        #expect(world.sandbox.linear.revokedTokens == 1)
        #expect(try await world.connections.revokeDue() == 0)
        let after = try await world.database.read(as: .worker) { session in
            try session.run("select id, generation from user_integrations")
        }
        #expect(after.count == 1)
        #expect(try after[0].text("id") == before.text("id"))
        #expect(try after[0].integer("generation") > before.integer("generation"))
        let choices = try await ada.api(.get, "/api/v1/destinations/linear.issue/choices").list("choices")
        #expect(!choices.isEmpty)
        let page = try await ada.get(reply.location ?? "").text
        #expect(page.contains("Linear now works as gina@globex.example · Globex."))
    }

    @Test func `what has not gone out is named, goes to the account chosen, and is not lost`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: "ada@acme.example")
        let text = "Ben: I'll send the release notes by Friday.\nClara: I will write the summary by Monday."
        let meeting = try await ada.api(.post, "/api/v1/meetings", ["transcript": text]).json["id"] as? String ?? ""
        #expect(try await ada.api(.post, "/api/v1/meetings/\(meeting)/deliveries", [:]).status == 202)
        try await ada.connectLinear(as: "gina@globex.example")
        #expect(try await ada.get("/integrations/linear/replacement").text.contains("2 deliveries to Linear have not gone out."))
        _ = try await Self.decide("replace", ada)
        try await world.courier.runUntilIdle()
        #expect(world.sandbox.linear.issues(inWorkspace: "globex").count == 2)
        #expect(world.sandbox.linear.issues(inWorkspace: "acme").isEmpty)
    }

    @Test func `only this browser in this session may decide`() async throws {
        let (world, ada) = try await Self.undecided()
        #expect(try await ada.elsewhere().get("/integrations/linear/replacement").status == 409)
        let other = ada.elsewhere()
        #expect(try await other.api(.post, "/integrations/linear/replacement", ["decision": "replace"]).status == 409)
        let mallory = try await world.member("Mallory", linear: nil)
        #expect(try await mallory.api(.post, "/integrations/linear/replacement", ["decision": "replace"]).status == 409)
        #expect(try await Self.account(ada) == "ada@acme.example")
        #expect(try await ada.api(.post, "/integrations/linear/replacement", ["decision": "both"]).status == 422)
        #expect(try await ada.api(.post, "/integrations/linear/replacement", ["decision": "keep"]).status == 200)
    }

    @Test func `without a decision everything stays, and after ten minutes the new grant is withdrawn`() async throws {
        let (world, ada) = try await Self.undecided()
        world.clock.advance(by: 599)
        #expect(try await world.connections.revokeDue() == 0)
        world.clock.advance(by: 2)
        #expect(try await world.connections.revokeDue() == 1)
        #expect(world.sandbox.linear.revokedTokens == 1)
        #expect(try await ada.api(.post, "/integrations/linear/replacement", ["decision": "replace"]).status == 409)
        #expect(try await Self.account(ada) == "ada@acme.example")
        #expect(try await ada.api(.get, "/api/v1/destinations/linear.issue/choices").list("choices").count == 2)
    }

    @Test func `of two decisions at once one counts`() async throws {
        let (world, ada) = try await Self.undecided()
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for decision in ["replace", "keep", "replace", "keep"] {
                group.addTask { try await ada.api(.post, "/integrations/linear/replacement", ["decision": decision]).status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [200, 409, 409, 409])
        #expect(world.sandbox.linear.revokedTokens == 1)
        #expect(try await ada.api(.get, "/api/v1/destinations/linear.issue/choices").status == 200)
    }

    @Test func `two people may connect the same account, each with a grant of their own`() async throws {
        let world = try await World()
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        let ben = try await world.member("Ben", linear: "ada@acme.example")
        #expect(try await ada.api(.post, "/integrations/linear/disconnect", [:]).json["revocation"] as? String == "revoked")
        #expect(try await ben.api(.get, "/api/v1/destinations/linear.issue/choices").list("choices").count == 2)
    }

    @Test func `the pending grant is sealed`() async throws {
        let (world, _) = try await Self.undecided()
        let traces = Data(try world.traces())
        for secret in world.sandbox.linear.issuedSecrets { #expect(traces.range(of: Data(secret.utf8)) == nil) }
    }
}
