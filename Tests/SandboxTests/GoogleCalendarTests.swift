import Testing

@testable import Sandbox

@Suite("Calendars open to those who may")
struct GoogleCalendarTests {
    static let lists = "https://www.googleapis.com/auth/calendar.calendarlist.readonly"
    static let events = "https://www.googleapis.com/auth/calendar.events"
    static let list = "/www.googleapis.com/calendar/v3/users/me/calendarList"

    @Test func `the list has the account's calendars, its own first`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect(scope: Self.lists).access
            let reply = try await google.call(.get, Self.list, token: token)
            #expect(reply["kind"] == "calendar#calendarList")
            #expect(reply["items", "0", "id"] == "ada@acme.example")
            #expect(reply["items", "0", "primary"] == true)
            #expect(Set(reply.strings("summary", of: "items")) == ["ada@acme.example", "Acme team", "Holidays in United Kingdom"])
            let writable = try await google.call(.get, Self.list + "?minAccessRole=writer", token: token)
            #expect(writable.strings("accessRole", of: "items") == ["owner", "owner"])
            let gina = try await google.call(.get, Self.list, token: google.connect(as: "gina@globex.example", scope: Self.lists).access)
            #expect(!gina.strings("summary", of: "items").contains("Acme team"))
        }
    }

    @Test func `the list comes in pages`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect(scope: Self.lists).access
            var ids: [String] = []
            var page = ""
            repeat {
                let reply = try await google.call(.get, Self.list + "?maxResults=1\(page)", token: token)
                ids += reply.strings("id", of: "items")
                page = reply["nextPageToken"]?.string.map { "&pageToken=\($0)" } ?? ""
            } while !page.isEmpty
            #expect(ids.count == 3 && Set(ids).count == 3)
            #expect(try await google.call(.get, Self.list + "?pageToken=wrong", token: token).status == 400)
        }
    }

    @Test func `the list needs a scope of its own`() async throws {
        try await GoogleWorld().run { google async throws in
            let reply = try await google.call(.get, Self.list, token: google.connect().access)
            #expect(reply.status == 403)
            #expect(reply["error", "details", "0", "reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
        }
    }

    @Test func `a shared calendar takes events of those who may write, with the scope for it`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let lists = try await google.call(.get, Self.list, token: google.connect(scope: Self.lists).access)
            let team = try #require(lists.strings("id", of: "items").first { $0.hasPrefix("c_") })
            let ada = try await google.insert(GoogleEventTests.day, token: google.connect().access, calendar: team)
            #expect(ada.status == 200, "she owns it")
            let ben = try await google.connect(as: "ben@acme.example", scope: GoogleDriver.owned)
            #expect(try await google.insert(GoogleEventTests.day, token: ben.access, calendar: team).reason == "insufficientPermissions")
            #expect(try await google.event("abcde01", token: ben.access, calendar: team).status == 403)
            let wide = try await google.connect(as: "ben@acme.example", scope: Self.events)
            #expect(try await google.event("abcde01", token: wide.access, calendar: team).status == 200)
            #expect(try await google.insert(GoogleEventTests.day, token: wide.access, calendar: team).status == 409)
            let gina = try await google.connect(as: "gina@globex.example", scope: Self.events)
            #expect(try await google.insert(GoogleEventTests.day, token: gina.access, calendar: team).status == 404)
        }
    }

    @Test func `a calendar that one only reads takes nothing`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect(scope: Self.events).access
            let holidays = "en.uk%23holiday%40group.v.calendar.google.com"
            let reply = try await google.insert(GoogleEventTests.day, token: token, calendar: holidays)
            #expect(reply.status == 403)
            #expect(reply.reason == "requiredAccessLevel")
        }
    }

    @Test func `one's own calendar is primary, or the mail address`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect().access
            #expect(try await google.insert(GoogleEventTests.day, token: token, calendar: "ada%40acme.example").status == 200)
            #expect(try await google.event("abcde01", token: token).status == 200)
            #expect(try await google.event("abcde01", token: token, calendar: "ben@acme.example").status == 404)
        }
    }
}
