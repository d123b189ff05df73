import Foundation
import Support
import Testing

@Suite("Everything on the pages works by plain forms")
struct FormTests {
    private static func meeting(_ ada: TestBrowser) async throws -> (page: String, items: [[String: Any]]) {
        let reply = try await ada.api(.post, "/api/v1/meetings", ["title": "Weekly", "transcript": JourneyTests.transcript])
        return ("/meetings/\(reply.json["id"] as? String ?? "")", reply.list("action_items"))
    }

    private static func items(_ ada: TestBrowser, _ page: String, _ list: String = "action_items") async throws -> [[String: Any]] {
        try await ada.api(.get, "/api/v1" + page).list(list)
    }

    @Test func `an item is edited, dropped, promoted and added`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let (page, items) = try await Self.meeting(ada)
        let id = try #require(items[0]["id"] as? String)
        let edited = try await ada.submit(
            [("title", "Publish the notes"), ("owner", ""), ("due_on", "2026-12-01"), ("priority", "urgent")], to: "/items/\(id)",
            from: page
        )
        #expect(edited.location == "\(page)#item-\(id)")
        let item = try #require(try await Self.items(ada, page).first)
        #expect(item["title"] as? String == "Publish the notes")
        #expect(item["owner"] is NSNull)
        #expect(item["due_on"] as? String == "2026-12-01")
        #expect(item["priority"] as? String == "urgent")
        #expect(item["quote"] as? String == items[0]["quote"] as? String)
        _ = try await ada.submit([], to: "/items/\(id)/drop", from: page)
        #expect(try await Self.items(ada, page).count == 1)
        _ = try await ada.submit([], to: "/items/\(id)/promote", from: page)
        _ = try await ada.submit([("title", "My own"), ("owner", "Ada"), ("due_on", "")], to: page + "/items", from: page)
        #expect(try await Self.items(ada, page).compactMap { $0["title"] as? String }.contains("My own"))
        #expect(try await Self.items(ada, page).count == 3)
    }

    @Test(arguments: [("due_on", "tomorrow"), ("title", ""), ("title", "two\u{7}bells"), ("priority", "high-ish")])
    func `a field that makes no sense changes nothing`(field: String, value: String) async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let (page, items) = try await Self.meeting(ada)
        let id = try #require(items[0]["id"] as? String)
        #expect(try await ada.submit([(field, value)], to: "/items/\(id)", from: page).status == 400)
        #expect(try await ada.api(.patch, "/api/v1/items/\(id)", [field: value]).status == 400)
        #expect(try await Self.items(ada, page)[0]["title"] as? String == items[0]["title"] as? String)
    }

    @Test func `what the API leaves out stays, and null empties it`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let (_, items) = try await Self.meeting(ada)
        let id = try #require(items[0]["id"] as? String)
        let kept = try await ada.api(.patch, "/api/v1/items/\(id)", ["priority": "low"])
        #expect(kept.json["owner"] as? String == items[0]["owner"] as? String)
        #expect(kept.json["due_on"] as? String == items[0]["due_on"] as? String)
        let emptied = try await ada.api(.patch, "/api/v1/items/\(id)", ["owner": NSNull(), "due_on": NSNull()])
        #expect(emptied.json["owner"] is NSNull && emptied.json["due_on"] is NSNull)
    }

    @Test func `a delivery is called off and sent again from the page`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let (page, items) = try await Self.meeting(ada)
        let id = try #require(items[0]["id"] as? String)
        _ = try await ada.submit([("items", id)], to: page + "/send", from: page)
        let delivery = try #require(try await ada.api(.get, "/api/v1\(page)/deliveries").list("deliveries").first?["id"] as? String)
        _ = try await ada.submit([], to: "/deliveries/\(delivery)/cancel", from: page)
        func state() async throws -> String? { try await ada.api(.get, "/api/v1/deliveries/\(delivery)").json["state"] as? String }
        #expect(try await state() == "cancelled")
        _ = try await ada.submit([("items", id)], to: page + "/send", from: page)
        #expect(try await state() == "queued")
        try await world.courier.runUntilIdle()
        #expect(try await state() == "waiting_for_connection")
        _ = try await ada.submit([], to: "/deliveries/\(delivery)/retry", from: page)
        #expect(try await state() == "queued")
    }

    @Test func `a list of meetings says how far each has come, and an error is told to whoever is signed in`() async throws {
        let world = try await World()
        let ada = try await world.member()
        let (page, items) = try await Self.meeting(ada)
        #expect(try await ada.get("/meetings").text.contains("2 items"))
        _ = try await ada.submit([("items", try #require(items[0]["id"] as? String))], to: page + "/send", from: page)
        try await world.courier.runUntilIdle()
        #expect(try await ada.get("/meetings").text.contains("1 of 2 sent"))
        #expect(try await ada.get("/dashboard-ui").text.contains("1 of 2 sent"))
        let lost = try await ada.get("/nowhere")
        #expect(lost.status == 404)
        #expect(lost.text.contains("Log out"))
    }

    @Test func `a file is uploaded by the form, and one that is no transcript is told so on the page`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        func upload(_ content: String) async throws -> TestBrowser.Reply {
            let token = TestBrowser.value(of: "csrf", in: try await ada.get("/meetings/new").text) ?? ""
            let parts = [
                "--edge\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(token)\r\n",
                "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"our-weekly_call.vtt\"\r\nContent-Type: text/vtt\r\n\r\n\(content)\r\n--edge--\r\n",
            ]
            let headers = ["Content-Type": "multipart/form-data; boundary=edge", "Origin": "http://localhost:8000", "Accept": "text/html"]
            return try await ada.send(.post, "/meetings", headers: headers, body: Array(parts.joined().utf8))
        }
        let refused = try await upload("no speaker anywhere")
        #expect(refused.status == 422)
        #expect(refused.text.contains("No speakers were found in this text"))
        let taken = try await upload(JourneyTests.transcript)
        #expect(taken.status == 303)
        #expect(try await ada.get(taken.location ?? "").text.contains("<h1>Our weekly call</h1>"))
        #expect(try await upload(JourneyTests.transcript).location == "\(taken.location ?? "")?known=yes")
    }

    @Test func `the account page changes the name, shows a token once, and signs a browser out`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let page = "/settings/account"
        _ = try await ada.submit([("name", "Ada L."), ("time_zone", "Europe/Paris")], to: page + "/profile", from: page)
        #expect(try await ada.api(.get, "/api/v1/person").json["time_zone"] as? String == "Europe/Paris")
        #expect(try await ada.submit([("name", ""), ("time_zone", "Mars")], to: page + "/profile", from: page).status == 400)
        let shown = try await ada.submit([("name", "script")], to: page + "/tokens", from: page).text
        let token = try #require(shown.firstMatch(of: /mi_[A-Za-z0-9_-]{43}/).map { String($0.0) })
        #expect(try await !ada.get(page).text.contains(token))
        let other = world.browser()
        _ = try await other.api(.post, "/api/v1/session", ["email": "ada@example.org", "password": TestBrowser.password])
        let session = try #require(
            try await ada.api(.get, "/api/v1/sessions").list("sessions").first { $0["current"] as? Bool == false }?["id"] as? String)
        _ = try await ada.submit([], to: page + "/sessions/\(session)/end", from: page)
        #expect(try await other.api(.get, "/api/v1/person").status == 401)
        #expect(try await ada.get("/settings/activity").text.contains("A browser was signed out"))
    }
}
