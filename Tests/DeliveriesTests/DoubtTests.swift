import Foundation
import Support
import Testing

@Suite("What nobody can look up is the person's to decide, and what can be is found again")
struct DoubtTests {
    private static func delivery(_ ada: TestBrowser, _ id: String) async throws -> [String: Any] {
        try await ada.api(.get, "/api/v1/deliveries/\(id)").json
    }

    /// A mail whose answer was lost after it had been sent.
    private static func doubtful(_ world: World, _ ada: TestBrowser) async throws -> String {
        world.transport.next("/messages/send", .answerLost)
        let delivery = try #require(try await Everywhere.send(world, ada, to: ["google.mail"])["google.mail"])
        #expect(delivery["state"] as? String == "uncertain")
        return delivery["id"] as? String ?? ""
    }

    @Test func `a mail in doubt is settled by a word, and not sent again`() async throws {
        let world = try await World()
        let ada = try await Everywhere.ada(world, at: "google")
        let id = try await Self.doubtful(world, ada)
        #expect(try await ada.api(.post, "/api/v1/deliveries/\(id)/cancellation", [:]).status == 409)
        let confirmed = try await ada.api(.post, "/api/v1/deliveries/\(id)/confirmation", [:])
        #expect(confirmed.status == 200 && confirmed.json["state"] as? String == "delivered")
        try await Everywhere.settle(world)
        #expect(try await Self.delivery(ada, id)["message"] as? String == "You confirmed that it arrived.")
        #expect(world.sandbox.google.mails.count == 1)
        #expect(try await ada.api(.post, "/api/v1/deliveries/\(id)/confirmation", [:]).status == 409)
        #expect(try await ada.api(.post, "/api/v1/deliveries/\(id)/attempts", [:]).status == 409)
    }

    @Test func `a mail in doubt is sent again when the person says so, under the same Message-ID`() async throws {
        let world = try await World()
        let ada = try await Everywhere.ada(world, at: "google")
        let id = try await Self.doubtful(world, ada)
        #expect(try await ada.api(.post, "/api/v1/deliveries/\(id)/attempts", [:]).status == 202)
        try await Everywhere.settle(world)
        #expect(try await Self.delivery(ada, id)["state"] as? String == "delivered")
        let mails = world.sandbox.google.mails
        #expect(mails.count == 2 && Set(mails.map(\.messageID)).count == 1)
    }

    @Test func `the page asks whether it arrived, and takes the answer`() async throws {
        let world = try await World()
        let ada = try await Everywhere.ada(world, at: "google")
        let id = try await Self.doubtful(world, ada)
        let page = "/meetings/\(try await Self.delivery(ada, id)["meeting_id"] as? String ?? "")"
        let shown = try await ada.get(page).text
        #expect(shown.contains("Sent, not confirmed") && shown.contains("It arrived") && shown.contains("Send again"))
        #expect(try await ada.get("/dashboard-ui").text.contains("Sent, not confirmed"))
        #expect(try await ada.submit([], to: "/deliveries/\(id)/confirm", from: page).location == page + "#whole")
        #expect(try await Self.delivery(ada, id)["state"] as? String == "delivered")
        #expect(try await ada.submit([], to: "/deliveries/\(id)/confirm", from: page).status == 409)
    }

    @Test func `nobody decides about another's delivery`() async throws {
        let world = try await World()
        let ada = try await Everywhere.ada(world, at: "google")
        let ben = try await world.member("Ben", linear: nil)
        let id = try await Self.doubtful(world, ada)
        for way in ["confirmation", "attempts", "cancellation"] {
            #expect(try await ben.api(.post, "/api/v1/deliveries/\(id)/\(way)", [:]).status == 404)
        }
        for way in ["confirm", "retry", "cancel"] {
            #expect(try await ben.submit([], to: "/deliveries/\(id)/\(way)", from: "/settings/account").status == 404)
        }
        #expect(try await Self.delivery(ada, id)["state"] as? String == "uncertain")
    }

    @Test func `a document whose answer was lost is found by the property only we see`() async throws {
        let world = try await World()
        let ada = try await Everywhere.ada(world, at: "google")
        world.transport.next("fields=id%2Cname%2CwebViewLink", .answerLost)
        let delivery = try #require(try await Everywhere.send(world, ada, to: ["google.document"])["google.document"])
        #expect(delivery["state"] as? String == "delivered")
        let document = try #require(world.sandbox.google.documents.first)
        #expect(world.sandbox.google.documents.count == 1)
        #expect((delivery["url"] as? String)?.contains(document.id) == true)
    }
}
