import Domain
import Foundation
import HTTPTypes
import Storage
import Support
import Testing

@Suite("An organisation's account is its owners' to give, and every use of it is told")
struct OrganisationTests {
    private static func transcript(_ thing: String) -> String {
        "Ben: I'll send the \(thing) to the customers by Friday.\nAda: Thank you."
    }

    private static func sent(_ browser: TestBrowser, _ thing: String = "release notes") async throws -> String {
        let id = try await browser.api(.post, "/api/v1/meetings", ["transcript": transcript(thing)]).json["id"] as? String ?? ""
        _ = try await browser.api(.post, "/api/v1/meetings/\(id)/deliveries", ["destinations": ["linear.issue"]])
        return id
    }

    private static func deliveries(_ browser: TestBrowser, _ meeting: String) async throws -> [[String: Any]] {
        try await browser.api(.get, "/api/v1/meetings/\(meeting)/deliveries").list("deliveries")
    }

    @Test func `members and strangers connect, see and end nothing`() async throws {
        let office = try await Office()
        let clara = try await office.world.somebody("Clara")
        let dan = try await office.world.somebody("Dan")
        _ = try await office.join(dan, as: "admin")
        for (browser, status) in [(office.ben.browser, 403), (dan.browser, 403), (clara.browser, 404)] {
            #expect(try await browser.api(.post, "\(office.path)/integrations/linear/connect", [:]).status == status)
            #expect(try await browser.api(.post, "\(office.path)/integrations/linear/disconnect", [:]).status == status)
            #expect(try await browser.api(.put, "\(office.path)/integrations/linear/offer", ["offered": false]).status == status)
            #expect(try await browser.api(.get, "\(office.path)/integrations").status == status)
            #expect(try await browser.api(.get, "\(office.path)/activity").status == status)
            let replacement = "/organizations/\(office.id)/integrations/linear/replacement"
            #expect(try await browser.api(.get, replacement).status == status)
            #expect(try await browser.api(.post, replacement, ["decision": "replace"]).status == status)
        }
        #expect(try await office.linear()["connected"] as? Bool == true)
        #expect(try await office.ben.browser.api(.get, office.path).json["role"] as? String == "member")
        #expect(try await clara.browser.api(.get, office.path).status == 404)
    }

    @Test func `whoever has nothing connected is delivered through what is offered, and it is said everywhere`() async throws {
        let office = try await Office()
        let ben = office.ben.browser
        let own = try await ben.api(.get, "/integrations/linear/status").json
        #expect(own["connected"] as? Bool == false)
        #expect((own["stand_in"] as? [String: Any])?["organization"] as? String == "Acme")
        #expect(try await ben.get("/settings/integrations").text.contains("Acme’s account"))
        let id = try await ben.api(.post, "/api/v1/meetings", ["transcript": Self.transcript("release notes")]).json["id"] as? String ?? ""
        #expect(try await ben.get("/meetings/\(id)").text.contains("(Acme’s account)"))
        _ = try await ben.api(.post, "/api/v1/meetings/\(id)/deliveries", ["destinations": ["linear.issue"]])
        try await office.world.courier.runUntilIdle()
        let delivery = try #require(try await Self.deliveries(ben, id).first)
        #expect(delivery["state"] as? String == "delivered")
        #expect(delivery["organization_id"] as? String == office.id.rawValue)
        #expect((delivery["account"] as? String)?.hasPrefix("ada@acme.example") == true)
        let issue = try #require(office.world.sandbox.linear.issues(inWorkspace: "acme").first)
        #expect("\(issue)".contains("Sent for Ben."))
        let causes = try await ben.api(.get, "/api/v1/activity").list("activity").compactMap { $0["cause"] as? String }
        #expect(causes.contains("Sent for Ben through the account of Acme."))
        let line = try #require(try await office.log().first { $0["kind"] as? String == "delivered" })
        #expect(line["actor"] as? String == "ben@example.org")
        #expect(line["cause"] is NSNull)
    }

    @Test func `nothing goes out by an account that is not offered, or not any more`() async throws {
        let office = try await Office(isOffered: false)
        let ben = office.ben.browser
        let first = try await Self.sent(ben)
        try await office.world.courier.runUntilIdle()
        #expect(try await Self.deliveries(ben, first).first?["state"] as? String == "waiting_for_connection")
        try await office.offer(true)
        let second = try await Self.sent(ben, "price list")
        try await office.offer(false)
        try await office.world.courier.runUntilIdle()
        #expect(try await Self.deliveries(ben, second).first?["state"] as? String == "waiting_for_connection")
        #expect(office.world.sandbox.linear.issues(inWorkspace: "acme").isEmpty)
        try await office.offer(true)
        try await office.world.courier.runUntilIdle()
        #expect(try await Self.deliveries(ben, second).first?["state"] as? String == "delivered")
    }

    @Test func `a mail to nobody named goes to the member, and never into the account of whoever connected it`() async throws {
        let office = try await Office()
        for provider in ["google", "slack"] {
            try await office.connect(provider, as: "ada@acme.example")
            try await office.offer(true, provider)
        }
        let ben = office.ben.browser
        let id = try await ben.api(.post, "/api/v1/meetings", ["transcript": Self.transcript("release notes")]).json["id"] as? String ?? ""
        _ = try await ben.api(.post, "/api/v1/meetings/\(id)/deliveries", ["destinations": ["google.mail"]])
        try await office.world.courier.runUntilIdle()
        let mail = try #require(office.world.sandbox.google.mails.first)
        #expect("\(mail)".contains("ben@example.org") && office.world.sandbox.google.mails.count == 1)

        let places = try await ben.api(.get, "/api/v1/destinations/slack.message/choices").text
        #expect(places.contains("#") && !places.contains("Only you"))
        let refused = try await ben.api(.post, "/api/v1/meetings/\(id)/deliveries", ["destinations": ["slack.message"]])
        #expect(refused.status == 422, "\(refused.text)")
    }

    @Test func `what is under way when the offer is taken back does not go out`() async throws {
        let office = try await Office()
        let id = try await Self.sent(office.ben.browser)
        office.world.clock.advance(by: 90_000)
        let gate = Gate()
        office.world.transport.next("/oauth/token", .held(gate))
        let courier = Task { try await office.world.courier.runUntilIdle() }
        await gate.arrival()
        try await office.offer(false)
        gate.open()
        _ = try await courier.value
        #expect(office.world.sandbox.linear.issues(inWorkspace: "acme").isEmpty)
        #expect(try await Self.deliveries(office.ada.browser, id).isEmpty)
        #expect(try await Self.deliveries(office.ben.browser, id).first?["state"] as? String == "waiting_for_connection")
    }

    @Test func `another account connected after the first was ended is offered anew`() async throws {
        let office = try await Office()
        _ = try await office.ada.browser.api(.post, "\(office.path)/integrations/linear/disconnect", [:])
        try await office.connect(as: "gina@globex.example")
        #expect(try await office.linear()["offered"] as? Bool == false)
        #expect(try await office.log().contains { $0["kind"] as? String == "fallback_changed" && $0["cause"] as? String == "off" })
        let id = try await Self.sent(office.ben.browser)
        try await office.world.courier.runUntilIdle()
        #expect(try await Self.deliveries(office.ben.browser, id).first?["state"] as? String == "waiting_for_connection")
    }

    @Test func `whoever chose nobody's account, or one that is gone, is not sent for by another`() async throws {
        let office = try await Office()
        let ben = office.ben.browser
        #expect(try await ben.get("/settings/integrations").text.contains("Do not send as"))
        let form = [("organization", "")]
        let page = "/settings/integrations"
        #expect(try await ben.submit(form, to: "/settings/integrations/linear/account", from: page).location == page)
        #expect(try await ben.api(.get, "/integrations/linear/status").json["stand_in"] is NSNull)
        let id = try await Self.sent(ben)
        try await office.world.courier.runUntilIdle()
        #expect(try await Self.deliveries(ben, id).first?["state"] as? String == "waiting_for_connection")
        #expect(!(try await ben.get("/settings/integrations").text.contains("Until you connect your own")))
        let again = try await ben.api(.put, "/api/v1/integrations/linear/account", ["organization_id": office.id.rawValue])
        #expect((again.json["stand_in"] as? [String: Any])?["organization"] as? String == "Acme")
    }

    @Test func `whoever is seen out is not delivered for any more`() async throws {
        let office = try await Office()
        let id = try await Self.sent(office.ben.browser)
        #expect(try await office.ada.browser.api(.delete, "\(office.path)/members/\(office.ben.id)").status == 204)
        try await office.world.courier.runUntilIdle()
        #expect(try await Self.deliveries(office.ben.browser, id).first?["state"] as? String == "waiting_for_connection")
        try await office.ben.browser.connectLinear(as: "ben@acme.example")
        try await office.world.courier.runUntilIdle()
        let delivery = try await Self.deliveries(office.ben.browser, id).first
        #expect(delivery?["state"] as? String == "delivered")
        #expect(delivery?["organization_id"] is NSNull)
    }

    @Test func `whoever disconnected their own waits, until they choose the organisation's`() async throws {
        let office = try await Office()
        let ben = office.ben.browser
        try await ben.connectLinear(as: "ben@acme.example")
        _ = try await ben.api(.post, "/integrations/linear/disconnect", [:])
        let id = try await Self.sent(ben)
        try await office.world.courier.runUntilIdle()
        #expect(try await Self.deliveries(ben, id).first?["state"] as? String == "waiting_for_connection")
        let chosen = try await ben.api(.put, "/api/v1/integrations/linear/account", ["organization_id": office.id.rawValue])
        #expect((chosen.json["stand_in"] as? [String: Any])?["organization_id"] as? String == office.id.rawValue)
        let next = try await Self.sent(ben, "price list")
        try await office.world.courier.runUntilIdle()
        #expect(try await Self.deliveries(ben, next).first?["organization_id"] as? String == office.id.rawValue)
        let stranger = try await office.world.somebody("Clara")
        let refused = try await stranger.browser.api(.put, "/api/v1/integrations/linear/account", ["organization_id": office.id.rawValue])
        #expect(refused.status == 409)
    }

    @Test func `another account of the organisation is asked about, and the decision is the owner's`() async throws {
        let office = try await Office()
        let back = try await office.connect(as: "gina@globex.example")
        let page = "/organizations/\(office.id)/integrations/linear/replacement"
        #expect(back.location == page)
        #expect(try await office.ada.browser.get(page).text.contains("gina@globex.example"))
        #expect(try await office.ben.browser.api(.post, page, ["decision": "replace"]).status == 403)
        let decided = try await office.ada.browser.submit([("decision", "replace")], to: page, from: page)
        #expect(decided.location == "/settings/organizations/\(office.id)")
        #expect((try await office.linear()["identity"] as? [String: Any])?["account"] as? String == "gina@globex.example")
        #expect(office.world.sandbox.linear.revokedTokens > 0)
    }

    @Test func `disconnecting ends it at once, with a receipt in its log, and parks what members sent`() async throws {
        let office = try await Office()
        let id = try await Self.sent(office.ben.browser)
        let reply = try await office.ada.browser.api(.post, "\(office.path)/integrations/linear/disconnect", [:])
        #expect(reply.json["revocation"] as? String == "revoked")
        #expect(reply.json["waiting"] as? Int == 1)
        try await office.world.courier.runUntilIdle()
        #expect(try await Self.deliveries(office.ben.browser, id).first?["state"] as? String == "waiting_for_connection")
        let kinds = try await office.log().compactMap { $0["kind"] as? String }
        #expect(kinds.contains("disconnected") && kinds.contains("revoked"))
        try await office.connect(as: "ada@acme.example")
        try await office.world.courier.runUntilIdle()
        #expect(try await Self.deliveries(office.ben.browser, id).first?["state"] as? String == "delivered")
    }

    @Test func `the pages lead through it without a script`() async throws {
        let world = try await World()
        let (ada, ben) = (try await world.somebody("Ada").browser, try await world.somebody("Ben").browser)
        let made = try await ada.submit([("name", "Acme & Sons")], to: "/settings/organizations", from: "/settings/organizations")
        let page = try #require(made.location)
        let invited = try await ada.submit([("email", "ben@example.org"), ("role", "member")], to: "\(page)/invitations", from: page)
        let link = try #require(invited.text.firstMatch(of: /http:\/\/localhost:8000(\/invitations\/[A-Za-z0-9_-]+)/)).1
        #expect(try await ada.get(page).text.contains("ben@example.org"))
        #expect(!(try await ada.get(page).text.contains(link)))
        #expect(try await ben.get(String(link)).text.contains("Acme &amp; Sons"))
        #expect(try await ada.get(String(link)).status == 403)
        let joined = try await ben.submit([], to: String(link), from: String(link))
        #expect(joined.location == page)
        #expect(try await ben.get(page).text.contains("Ada"))
        #expect(!(try await ben.get(page).text.contains("Shared accounts")))
        #expect(!world.logs.text.contains(link.dropFirst("/invitations/".count)))
        let started = try await ada.submit([], to: "/api/v1\(page.dropFirst("/settings".count))/integrations/linear/connect", from: page)
        let back = try await ada.decide(at: started.location ?? "", account: "ada@acme.example", decision: "allow")
        #expect(try await ada.send(.get, back, headers: ["Accept": "text/html"]).location?.hasPrefix(page) == true)
        _ = try await ada.submit([("offered", "1")], to: "\(page)/integrations/linear/offer", from: page)
        #expect(try await ben.get("/settings/integrations").text.contains("Acme &amp; Sons’s account"))
        #expect(try await ada.get("\(page)/invitations").location == page)
        let log = try await ada.get("\(page)/activity").text
        #expect(log.contains("Activity of Acme &amp; Sons") && log.contains("Linear connected") && log.contains("ada@example.org"))
        #expect(log.contains("/api/v1\(page.dropFirst("/settings".count))/activity?format=csv"))
        #expect(try await ben.get("\(page)/activity").status == 403)
        #expect(try await ada.submit([("name", "Acme")], to: page, from: page).location == page)
        #expect(try await ada.get("/settings/organizations").text.contains(">Acme<"))
        #expect(try await ada.submit([("name", " ")], to: page, from: page).status == 400)
        #expect(try await ben.submit([("name", "Ours")], to: page, from: page).status == 403)
    }
}
