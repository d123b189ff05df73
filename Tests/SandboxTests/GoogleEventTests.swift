import Testing

@testable import Sandbox

@Suite("Calendar takes an event once under its id")
struct GoogleEventTests {
    static let day: JSON = ["id": "abcde01", "summary": "Send the notes", "start": ["date": "2026-11-27"], "end": ["date": "2026-11-28"]]

    @Test func `an event comes back as it is kept`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let token = try await google.connect().access
            let event: JSON = [
                "id": "3f2504e04f8941d39a0c0305e82c3301", "summary": "Call the printer", "description": "Before noon", "location": "Room 2",
                "start": ["dateTime": "2026-11-27T10:00:00+01:00", "timeZone": "Europe/Berlin"],
                "end": ["dateTime": "2026-11-27T10:30:00+01:00", "timeZone": "Europe/Berlin"],
                "attendees": [["email": "ben@acme.example"], ["email": "ada@acme.example"]],
                "extendedProperties": ["private": ["item": "1"]],
            ]
            let made = try await google.insert(event, token: token)
            #expect(made.status == 200)
            #expect(made["kind"] == "calendar#event")
            #expect(made["status"] == "confirmed")
            #expect(made["summary"] == "Call the printer")
            #expect(made["start", "dateTime"] == "2026-11-27T10:00:00+01:00")
            #expect(made["organizer"] == ["email": "ada@acme.example", "self": true])
            #expect(made["attendees", "0", "responseStatus"] == "needsAction")
            #expect(made["attendees", "1", "self"] == true)
            #expect(made["extendedProperties", "private", "item"] == "1")
            let link = try #require(made["htmlLink"]?.string)
            #expect(link.hasPrefix("http://127.0.0.1:8001/calendar.google.com/ada@acme.example/event/"))
            #expect(try await google.get(String(link.dropFirst("http://127.0.0.1:8001".count))).status == 200)
            let read = try await google.event("3f2504e04f8941d39a0c0305e82c3301", token: token)
            #expect(JSON(text: read.text) == JSON(text: made.text))
        }
        let event = try #require(world.google.events.first)
        #expect(event.start == "2026-11-27T09:00:00.000Z" && event.timeZone == "Europe/Berlin")
        #expect(event.calendar == "ada@acme.example" && event.createdBy == "ada@acme.example")
    }

    @Test func `the same id again is a duplicate, to the letter`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let token = try await google.connect().access
            #expect(try await google.insert(Self.day, token: token).status == 200)
            let again = try await google.insert(Self.day, token: token)
            #expect(again.status == 409)
            let error: JSON = ["domain": "global", "reason": "duplicate", "message": "The requested identifier already exists."]
            #expect(
                JSON(text: again.text) == [
                    "error": ["code": 409, "message": "The requested identifier already exists.", "errors": [error]]
                ])
            #expect(try await google.insert(Self.day, token: google.connect(as: "ben@acme.example").access).status == 200)
        }
        #expect(world.google.events.map(\.calendar) == ["ada@acme.example", "ben@acme.example"])
    }

    @Test func `a deleted event is cancelled, and its id stays taken`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect().access
            _ = try await google.insert(Self.day, token: token)
            let path = "/www.googleapis.com/calendar/v3/calendars/primary/events/abcde01"
            let deleted = try await google.call(.delete, path + "?sendUpdates=none", token: token)
            #expect(deleted.status == 204 && deleted.text.isEmpty)
            let read = try await google.event("abcde01", token: token)
            #expect(read.status == 200)
            #expect(read["status"] == "cancelled")
            #expect(try await google.call(.delete, path, token: token).status == 410)
            #expect(try await google.insert(Self.day, token: token).status == 409)
            #expect(try await google.event("nothing", token: token).reason == "notFound")
        }
    }

    @Test func `without an id the calendar makes one`() async throws {
        try await GoogleWorld().run { google async throws in
            let event: JSON = ["start": ["date": "2026-11-27"], "end": ["date": "2026-11-28"]]
            let made = try await google.insert(event, token: google.connect().access)
            #expect(made["id"]?.string?.wholeMatch(of: /[a-v0-9]{26}/) != nil)
            #expect(made["iCalUID"]?.string?.hasSuffix("@google.com") == true)
        }
    }

    @Test(
        arguments: [
            ("id", "UPPER", "invalid"), ("id", "abcd", "invalid"), ("id", "with-dash", "invalid"), ("id", "wxyz0", "invalid"),
            ("start", nil, "required"), ("end", nil, "required"), ("end", ["date": "2026-11-26"], "timeRangeEmpty"),
            ("start", ["date": "2026-02-30"], "invalid"), ("start", ["date": "27.11.2026"], "invalid"), ("start", [:], "required"),
            ("start", ["date": "2026-11-27", "dateTime": "2026-11-27T10:00:00Z"], "invalid"),
            ("start", ["dateTime": "2026-11-27T10:00:00Z"], "invalid"), ("start", ["dateTime": "2026-11-27T25:00:00Z"], "invalid"),
            ("start", ["date": "2026-11-27", "timeZone": "Mars/Olympus"], "invalid"),
            ("attendees", [["displayName": "Ben"]], "required"), ("attendees", [["email": "ben"]], "invalid"),
            ("attendees", "ben@acme.example", "badRequest"), ("status", "done", "invalid"), ("visibility", "secret", "invalid"),
            ("iCalUID", "x@y", "invalid"), ("sumary", "typo", "badRequest"), ("summary", 5, "badRequest"),
            ("reminders", ["useDefault": true, "overrides": [["method": "popup", "minutes": 5]]], "invalid"),
            ("reminders", ["useDefault": false, "overrides": [["method": "sms", "minutes": 5]]], "invalid"),
            ("recurrence", ["weekly"], "invalid"), ("source", ["title": "x", "url": "ftp://x"], "invalid"), ("colorId", "12", "invalid"),
            ("start", ["date": "2026-11-27", "day": "x"], "badRequest"),
        ] as [(String, JSON?, String)])
    func `an event that cannot be is refused`(name: String, value: JSON?, reason: String) async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            guard case .object(var event) = Self.day else { return }
            event[name] = value
            let reply = try await google.insert(.object(event), token: google.connect().access)
            #expect(reply.status == 400)
            #expect(reply.reason == reason)
        }
        #expect(world.google.events.isEmpty)
    }

    @Test func `a local time needs a time zone to mean a moment`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let token = try await google.connect().access
            func event(_ zone: String?) -> JSON {
                let (start, end): (JSON, JSON) = ("2026-07-01T10:00:00", "2026-07-01T11:00:00")
                guard let zone else { return ["start": ["dateTime": start], "end": ["dateTime": end]] }
                return [
                    "start": ["dateTime": start, "timeZone": .string(zone)], "end": ["dateTime": end, "timeZone": .string(zone)],
                ]
            }
            #expect(try await google.insert(event(nil), token: token).status == 400)
            #expect(try await google.insert(event("Europe/Berlin"), token: token).status == 200)
            #expect(try await google.insert(event("America/New_York"), token: token).status == 200)
        }
        #expect(world.google.events.map(\.start) == ["2026-07-01T08:00:00.000Z", "2026-07-01T14:00:00.000Z"])
    }

    @Test(
        arguments: [
            ("?sendUpdates=all", ["ben@acme.example", "zoe@elsewhere.example"]), ("?sendUpdates=externalOnly", ["zoe@elsewhere.example"]),
            ("?sendUpdates=none", []), ("", []), ("?sendNotifications=true", ["ben@acme.example", "zoe@elsewhere.example"]),
        ])
    func `who is told of an event is what sendUpdates says`(query: String, notified: [String]) async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            guard case .object(var event) = Self.day else { return }
            event["attendees"] = [["email": "ben@acme.example"], ["email": "zoe@elsewhere.example"], ["email": "ada@acme.example"]]
            #expect(try await google.insert(.object(event), token: google.connect().access, query: query).status == 200)
        }
        #expect(world.google.events.map(\.notified) == [notified])
    }

    @Test func `a call is made when it is asked for and the client knows conferences`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect().access
            let request: JSON = ["createRequest": ["requestId": "r1", "conferenceSolutionKey": ["type": "hangoutsMeet"]]]
            let event: JSON = ["start": ["date": "2026-11-27"], "end": ["date": "2026-11-28"], "conferenceData": request]
            let unheeded = try await google.insert(event, token: token)
            #expect(unheeded["conferenceData"] == nil && unheeded["hangoutLink"] == nil)
            let made = try await google.insert(event, token: token, query: "?conferenceDataVersion=1")
            #expect(made["conferenceData", "createRequest", "status", "statusCode"] == "success")
            let link = try #require(made["hangoutLink"]?.string)
            #expect(made["conferenceData", "entryPoints", "0", "uri"]?.string == link)
            #expect(try await google.get(String(link.dropFirst("http://127.0.0.1:8001".count))).status == 200)
            let zoom: JSON = ["createRequest": ["requestId": "r1", "conferenceSolutionKey": ["type": "zoom"]]]
            let other: JSON = ["start": ["date": "2026-11-27"], "end": ["date": "2026-11-28"], "conferenceData": zoom]
            #expect(try await google.insert(other, token: token, query: "?conferenceDataVersion=1").status == 400)
        }
    }
}
