import Foundation
import Support
import Testing

@Suite("The meeting after a meeting is suggested, set by the person, and becomes an event with times")
struct FollowUpTests {
    private static let transcript = """
        Ben: I'll send the release notes to the customers by Friday.
        Ada: Thank you. Let's meet again next Tuesday at 10 for 45 minutes.
        Ben: Perfect.
        """

    private static func meeting(_ ada: TestBrowser, _ transcript: String = transcript) async throws -> TestBrowser.Reply {
        try await ada.api(
            .post, "/api/v1/meetings",
            ["title": "Weekly", "transcript": transcript, "held_at": "2026-11-20T09:00:00Z", "time_zone": "Europe/Berlin"]
        )
    }

    private static func id(_ reply: TestBrowser.Reply) -> String { reply.json["id"] as? String ?? "" }

    /// A press that sends it and nothing else.
    private static let alone: [String: any Sendable] = [
        "items": [String](), "destinations": ["google.event"],
        "routes": [["destination": "google.event", "follow_up": true] as [String: any Sendable]],
    ]

    private static func events(_ ada: TestBrowser) async throws -> [[String: Any]] {
        try await ada.provider("/sandbox/google/state").list("events")
    }

    private static func deliveries(_ ada: TestBrowser, _ id: String) async throws -> [[String: Any]] {
        try await ada.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries")
    }

    @Test func `what was said is suggested with its words, and one press sends it along`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example")
        let reply = try await Self.meeting(ada)
        let followUp = try #require(reply.json["follow_up"] as? [String: Any])
        #expect(followUp["title"] as? String == "Follow-up: Weekly")
        #expect(followUp["starts_at"] as? String == "2026-11-24T09:00:00Z")
        #expect(followUp["ends_at"] as? String == "2026-11-24T09:45:00Z")
        #expect(followUp["quote"] as? String == "Let's meet again next Tuesday at 10 for 45 minutes.")
        let page = try await ada.get("/meetings/\(Self.id(reply))").text
        for part in ["Tue, 24 Nov 2026, 10:00", "Europe/Berlin", "45 minutes"] { #expect(page.contains(part), "\(part)") }
        let sent = try await ada.api(.post, "/api/v1/meetings/\(Self.id(reply))/deliveries", ["destinations": ["google.event"]])
        #expect(sent.list("deliveries").count == 2)
        try await world.courier.runUntilIdle()
        let events = try await Self.events(ada)
        let timed = try #require(events.first { $0["summary"] as? String == "Follow-up: Weekly" })
        #expect(timed["start"] as? String == "2026-11-24T09:00:00.000Z" && timed["end"] as? String == "2026-11-24T09:45:00.000Z")
        #expect(timed["time_zone"] as? String == "Europe/Berlin")
        #expect(events.count == 2)
        let delivery = try #require(try await Self.deliveries(ada, Self.id(reply)).first { $0["item_id"] is NSNull })
        #expect(delivery["state"] as? String == "delivered")
        #expect(try await ada.api(.get, "/api/v1/deliveries/\(delivery["id"] ?? "")").list("history").count == 3)
        let after = try await ada.get("/meetings/\(Self.id(reply))").text
        #expect(after.contains("Event on Tue 24 Nov 2026, 10:00"))
        #expect(!after.contains("id=\"follow-up-form\""))
    }

    @Test func `an answer that is lost makes no second event`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example")
        let id = Self.id(try await Self.meeting(ada))
        world.transport.next("/events?sendUpdates=none", .answerLost)
        let body = Self.alone
        #expect(try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", body).list("deliveries").count == 1)
        for _ in 0..<3 {
            try await world.courier.runUntilIdle()
            world.clock.advance(by: 300)
        }
        #expect(try await Self.deliveries(ada, id).map { $0["state"] as? String } == ["delivered"])
        #expect(try await Self.events(ada).count == 1)
    }

    @Test func `named items go without it, unless it is named too`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example")
        let reply = try await Self.meeting(ada)
        let item = try #require(reply.list("action_items").first?["id"] as? String)
        let path = "/api/v1/meetings/\(Self.id(reply))/deliveries"
        let first = try await ada.api(.post, path, ["items": [item], "destinations": ["google.event"]])
        #expect(first.list("deliveries").map { $0["item_id"] as? String } == [item])
        let both = try await ada.api(
            .post, path,
            ["items": [item], "destinations": ["google.event"], "routes": [["destination": "google.event", "follow_up": true]]])
        #expect(both.list("deliveries").count == 2)
    }

    @Test func `it is set, changed and removed by the API`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let reply = try await Self.meeting(ada, "Ben: I'll send the release notes by Friday.\nAda: Thanks.")
        #expect(reply.json["follow_up"] is NSNull)
        let path = "/api/v1/meetings/\(Self.id(reply))/follow_up"
        let set = try await ada.api(.put, path, ["starts_at": "2026-12-01T14:30:00+01:00"])
        #expect(set.status == 200)
        #expect(set.json["starts_at"] as? String == "2026-12-01T13:30:00Z")
        #expect(set.json["minutes"] as? Int == 30 && set.json["time_zone"] as? String == "Europe/Berlin" && set.json["quote"] is NSNull)
        let changed = try await ada.api(
            .put, path, ["starts_at": "2026-12-02T14:30:00Z", "title": " Second  round ", "minutes": 60, "time_zone": "America/New_York"])
        #expect(changed.json["title"] as? String == "Second round" && changed.json["minutes"] as? Int == 60)
        #expect(
            try await ada.api(.get, "/api/v1/meetings/\(Self.id(reply))").json["follow_up"] as? [String: AnyHashable] == changed.json
                as? [String: AnyHashable])
        #expect(try await ada.get("/meetings/\(Self.id(reply))").text.contains("Wed, 2 Dec 2026, 09:30"))
        #expect(try await ada.api(.delete, path).status == 204)
        #expect(try await ada.api(.delete, path).status == 204)
        #expect(try await ada.api(.get, "/api/v1/meetings/\(Self.id(reply))").json["follow_up"] is NSNull)
    }

    @Test(arguments: [
        (#"{}"#, 400), (#"{"starts_at":"tomorrow"}"#, 400), (#"{"starts_at":5}"#, 400), (#"{"starts_at":"2026-11-19T10:00:00Z"}"#, 400),
        (#"{"starts_at":"2126-11-19T10:00:00Z"}"#, 400), (#"{"starts_at":"2026-12-01T10:00:00Z","minutes":4}"#, 400),
        (#"{"starts_at":"2026-12-01T10:00:00Z","minutes":"60"}"#, 400), (#"{"starts_at":"2026-12-01T10:00:00Z","time_zone":"Mars"}"#, 400),
        (#"{"starts_at":"2026-12-01T10:00:00Z","title":""}"#, 400), (#"[]"#, 400),
    ])
    func `what makes no sense is refused and changes nothing`(body: String, status: Int) async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let reply = try await Self.meeting(ada)
        let headers = ["Accept": "application/json", "Content-Type": "application/json", "Origin": "http://localhost:8000"]
        let path = "/api/v1/meetings/\(Self.id(reply))"
        let refused = try await ada.send(.put, path + "/follow_up", headers: headers, body: Array(body.utf8))
        #expect(refused.status == status, "\(refused.text)")
        #expect((try await ada.api(.get, path).json["follow_up"] as? [String: Any])?["minutes"] as? Int == 45)
    }

    @Test func `nobody reaches another's`() async throws {
        let world = try await World()
        let ada = try await world.member("Ada", linear: nil)
        let ben = try await world.member("Ben", linear: nil)
        let reply = try await Self.meeting(ada)
        let path = "/api/v1/meetings/\(Self.id(reply))/follow_up"
        #expect(try await ben.api(.put, path, ["starts_at": "2026-12-01T14:30:00Z"]).status == 404)
        #expect(try await ben.api(.delete, path).status == 404)
        #expect(
            try await ben.submit(
                [("day", "2026-12-01"), ("time", "10:00"), ("minutes", "30")], to: "/meetings/\(Self.id(reply))/follow-up",
                from: "/settings/account"
            ).status == 404)
        #expect(try await world.browser().api(.delete, path).status == 401)
        #expect(
            (try await ada.api(.get, "/api/v1/meetings/\(Self.id(reply))").json["follow_up"] as? [String: Any])?["minutes"] as? Int == 45)
    }

    @Test func `it is set, changed and removed by the form, in the meeting's zone`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let id = Self.id(try await Self.meeting(ada, "Ben: I'll send the release notes by Friday.\nAda: Thanks."))
        let page = "/meetings/\(id)"
        func followUp() async throws -> [String: Any]? { try await ada.api(.get, "/api/v1" + page).json["follow_up"] as? [String: Any] }
        #expect(try await ada.get(page).text.contains("No follow-up was agreed in this meeting."))
        let set = try await ada.submit([("day", "2026-12-01"), ("time", "10:00"), ("minutes", "30")], to: page + "/follow-up", from: page)
        #expect(set.location == page + "#follow-up")
        #expect(try await followUp()?["starts_at"] as? String == "2026-12-01T09:00:00Z")
        let fields = [("title", "Round two"), ("day", "2026-12-02"), ("time", "11:15"), ("minutes", "90")]
        _ = try await ada.submit(fields, to: page + "/follow-up", from: page)
        #expect(try await followUp()?["starts_at"] as? String == "2026-12-02T10:15:00Z")
        #expect(try await ada.get(page).text.contains("Round two"))
        for (day, time, minutes) in [
            ("", "10:00", "30"), ("2026-12-03", "25:00", "30"), ("2026-12-03", "10:00", "x"), ("2027-03-28", "02:30", "30"),
        ] {
            let refused = try await ada.submit([("day", day), ("time", time), ("minutes", minutes)], to: page + "/follow-up", from: page)
            #expect(refused.status == 400, "\(day) \(time)")
        }
        #expect(try await followUp()?["minutes"] as? Int == 90)
        _ = try await ada.submit([], to: page + "/follow-up/remove", from: page)
        #expect(try await followUp() == nil)
    }

    @Test func `what waits of it follows a change and is called off with it; what has arrived stays`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example", without: ["https://www.googleapis.com/auth/calendar.events.owned"])
        let id = Self.id(try await Self.meeting(ada))
        let body = Self.alone
        _ = try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", body)
        try await world.courier.runUntilIdle()
        #expect(try await Self.deliveries(ada, id).map { $0["state"] as? String } == ["blocked_by_scope"])
        let path = "/api/v1/meetings/\(id)/follow_up"
        #expect(try await ada.api(.delete, path).status == 204)
        #expect(try await Self.deliveries(ada, id).map { $0["state"] as? String } == ["cancelled"])
        #expect(try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", body).status == 422)
        _ = try await ada.api(.put, path, ["starts_at": "2026-12-01T14:30:00Z"])
        _ = try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", body)
        #expect(try await ada.api(.put, path, ["starts_at": "2026-12-01T15:00:00Z", "title": "Later"]).status == 200)
        try await ada.connect("google", as: "ada@acme.example")
        try await world.courier.runUntilIdle()
        #expect(try await Self.events(ada).map { $0["summary"] as? String } == ["Later"])
        #expect(try await ada.api(.put, path, ["starts_at": "2026-12-01T16:00:00Z"]).status == 409)
        #expect(try await ada.api(.delete, path).status == 409)
        #expect(
            try await ada.submit(
                [("day", "2026-12-01"), ("time", "10:00"), ("minutes", "30")], to: "/meetings/\(id)/follow-up", from: "/settings/account"
            ).status == 409)
    }

    @Test(
        arguments: [
            ["destination": "google.document", "follow_up": true], ["destination": "google.event", "follow_up": true, "item_id": "x"],
        ] as [[String: any Sendable]])
    func `where it cannot go it is not sent`(override: [String: any Sendable]) async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example")
        let id = Self.id(try await Self.meeting(ada))
        #expect(try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", ["items": [String](), "routes": [override]]).status == 422)
        #expect(try await Self.deliveries(ada, id).isEmpty)
    }

    @Test func `another day of the meeting moves what it suggested, and nothing a person set`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let path = "/api/v1/meetings/\(Self.id(try await Self.meeting(ada)))"
        func start() async throws -> String? {
            (try await ada.api(.get, path).json["follow_up"] as? [String: Any])?["starts_at"] as? String
        }
        _ = try await ada.api(.patch, path, ["held_at": "2026-11-27T09:00:00Z"])
        #expect(try await start() == "2026-12-01T09:00:00Z")
        _ = try await ada.api(.put, path + "/follow_up", ["starts_at": "2026-12-03T09:00:00Z"])
        _ = try await ada.api(.patch, path, ["held_at": "2026-11-20T09:00:00Z"])
        #expect(try await start() == "2026-12-03T09:00:00Z")
    }

    @Test func `its line on the page is a tick of its own`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example")
        let id = Self.id(try await Self.meeting(ada))
        let page = "/meetings/\(id)"
        #expect(try await ada.get(page).text.contains("value=\"follow-up/google.event\""))
        _ = try await ada.submit([("routed", "yes"), ("go", "follow-up/google.event")], to: page + "/send", from: page)
        #expect(try await Self.deliveries(ada, id).count == 1)
        try await world.courier.runUntilIdle()
        #expect(try await Self.events(ada).count == 1)
        #expect(try await !ada.get(page).text.contains("value=\"follow-up/google.event\""))
    }

    @Test func `the notes that are sent tell of it`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example")
        let id = Self.id(try await Self.meeting(ada))
        _ = try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", ["destinations": ["google.mail", "google.document"]])
        try await world.courier.runUntilIdle()
        let state = try await ada.provider("/sandbox/google/state").text
        #expect(state.contains("Tuesday 24 November 2026, 10:00 to 10:45 (Europe/Berlin)"))
    }
}
