import Domain
import Foundation
import Support
import Testing

@Suite("The dashboard says what needs its person, and what is on its way")
struct DashboardTests {
    private static func send(_ count: Int, by ada: TestBrowser, in world: World) async throws -> String {
        let transcript = "Ben: Good morning.\nClara: Good morning, Ben."
        let made = try await ada.api(.post, "/api/v1/meetings", ["title": "Planning", "transcript": transcript])
        let id = try #require(made.json["id"] as? String)
        for number in 0..<count { _ = try await ada.api(.post, "/api/v1/meetings/\(id)/items", ["title": "Task \(number)"]) }
        let sent = try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", ["destinations": ["linear.issue"]])
        #expect(sent.list("deliveries").count == count)
        try await world.courier.runUntilIdle()
        return id
    }

    @Test func `what waits is told item by item with its meeting, and in all; connected, it goes out by itself`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let ben = try await world.member("Ben", linear: nil)
        let id = try await Self.send(8, by: ada, in: world)
        let waiting = try await ada.get("/dashboard-ui").text
        #expect(waiting.contains("<p class=\"visually-hidden\" data-state>8 deliveries need you</p>"))
        #expect(waiting.contains("And 2 more."))
        #expect(waiting.components(separatedBy: "href=\"/meetings/\(id)#item-").count == 7)
        #expect(waiting.components(separatedBy: "<span class=\"row-title\">Task ").count == 7)
        #expect(waiting.components(separatedBy: "<span>Planning</span>").count == 7)
        #expect(waiting.contains("data-pending=\"false\""))
        #expect(!(try await ben.get("/dashboard-ui").text.contains("Planning")))

        try await ada.connectLinear(as: "ada@acme.example")
        let pending = try await ada.get("/dashboard-ui").text
        #expect(pending.contains("data-pending=\"true\"") && pending.contains("8 on their way"))
        #expect(pending.contains("No delivery needs you") && pending.contains("Deliveries are on their way"))
        #expect(!pending.contains("id=\"attention\""))
        #expect(try await ben.get("/dashboard-ui").text.contains("data-pending=\"false\""))

        try await world.courier.runUntilIdle()
        let done = try await ada.get("/dashboard-ui").text
        #expect(done.contains("data-pending=\"false\"") && done.contains("8 of 8 sent"))
        #expect(done.contains("No delivery is on its way") && !done.contains("on their way"))
    }

    @Test func `a connection that lacks something says what, and what was never sent is offered however long ago it was`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example", without: ["https://www.googleapis.com/auth/gmail.send"])
        let line = "Ben: I'll send the release notes by Friday."
        _ = try await ada.api(.post, "/api/v1/meetings", ["title": "Monday", "transcript": line, "held_at": "2026-11-16T09:00:00Z"])
        _ = try await ada.api(.post, "/api/v1/meetings", ["title": "Chat", "transcript": "Ben: Good morning."])
        let page = try await ada.get("/dashboard-ui").text
        #expect(page.contains("Needs a permission: Send mail"))
        #expect(page.contains("“Monday” has one action item to look through and send."))
    }

    @Test func `one is not many, and German is German`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        _ = try await Self.send(1, by: ada, in: world)
        #expect(try await ada.get("/dashboard-ui").text.contains("1 delivery needs you"))
        let german = ["Accept": "text/html", "Accept-Language": "de"]
        #expect(try await ada.send(.get, "/dashboard-ui", headers: german).text.contains("1 Zustellung braucht Sie"))
        try await ada.connectLinear(as: "ada@acme.example")
        #expect(try await ada.get("/dashboard-ui").text.contains("1 on its way"))
        #expect(try await ada.send(.get, "/dashboard-ui", headers: german).text.contains("1 unterwegs"))
    }

    @Test func `what is of a whole meeting is called by its title alone`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let made = try await ada.api(.post, "/api/v1/meetings", ["title": "Planning", "transcript": "Ben: Good morning."])
        let id = try #require(made.json["id"] as? String)
        _ = try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", ["destinations": ["google.document"]])
        try await world.courier.runUntilIdle()
        let page = try await ada.get("/dashboard-ui").text
        #expect(page.contains("<span class=\"row-title\">Planning</span>") && !page.contains("<span>Planning</span>"))
        #expect(page.contains("href=\"/meetings/\(id)#whole\""))
    }
}
