import Domain
import Foundation
import HTTPTypes
import Live
import Storage
import Support
import Testing

@Suite("A stream of events is for one person, as long as they are signed in")
struct EventTests {
    /// Follows the stream until it ends, on the side.
    private static func follow(_ browser: TestBrowser, _ headers: [String: String] = ["Accept": "text/event-stream"]) -> Task<
        TestBrowser.Reply, any Error
    > {
        Task { try await browser.send(.get, "/events", headers: headers) }
    }

    private static func isOpen(_ world: World, _ count: Int = 1) async {
        while world.live.count != count { await Task.yield() }
    }

    /// A world whose announcements are passed on while `body` runs.
    private static func listening(_ body: (World) async throws -> Void) async throws {
        let world = try await World()
        let listening = Task { await world.live.listen() }
        try await body(world)
        listening.cancel()
    }

    @Test func `it tells of connections and deliveries, of its own person only, and ends when they log out`() async throws {
        try await Self.listening { world in
            let ada = try await world.member("Ada", linear: nil)
            let ben = try await world.member("Ben", linear: nil)
            let (own, others) = (Self.follow(ada.elsewhere()), Self.follow(ben.elsewhere()))
            await Self.isOpen(world, 2)
            try await ada.connectLinear(as: "ada@acme.example")
            let meeting = try await ada.api(.post, "/api/v1/meetings", ["transcript": "Ada: I will call Ben."])
            let id = try #require(meeting.json["id"] as? String)
            _ = try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", [:])
            try await world.courier.runUntilIdle()
            _ = try await ada.api(.delete, "/api/v1/session")
            _ = try await ben.api(.delete, "/api/v1/session")
            let told = try await own.value
            #expect(told.status == 200)
            #expect(told.header("Content-Type") == "text/event-stream; charset=utf-8")
            #expect(told.header("Cache-Control") == "no-store")
            #expect(told.header("X-Accel-Buffering") == "no")
            let lines = told.text.split(separator: "\n").map(String.init)
            #expect(lines.first == "retry: 3000")
            #expect(lines.contains("data: connections") && lines.contains("data: meeting:\(id)"))
            #expect(lines.allSatisfy { ["data: connections", "data: meeting:\(id)", ": here", "retry: 3000"].contains($0) })
            let foreign = try await others.value.text
            #expect(!foreign.contains("data:"))
        }
    }

    @Test func `a disconnection and what then waits are told`() async throws {
        try await Self.listening { world in
            let ada = try await world.member()
            let stream = Self.follow(ada.elsewhere())
            await Self.isOpen(world)
            _ = try await ada.api(.post, "/integrations/linear/disconnect", [:])
            _ = try await ada.api(.delete, "/api/v1/session")
            let text = try await stream.value.text
            #expect(text.contains("data: connections\n\n") && text.contains("data: deliveries\n\n"))
        }
    }

    @Test func `a changed password ends the streams of other browsers, and leaves this one`() async throws {
        try await Self.listening { world in
            let ada = try await world.member(linear: nil)
            let other = world.browser()
            _ = try await other.api(.post, "/api/v1/session", ["email": "ada@example.org", "password": TestBrowser.password])
            let (own, elsewhere) = (Self.follow(ada.elsewhere()), Self.follow(other))
            await Self.isOpen(world, 2)
            let body = ["current": TestBrowser.password, "new": "another walk along the harbour"]
            #expect(try await ada.api(.put, "/api/v1/password", body).status < 300)
            _ = try await elsewhere.value
            #expect(world.live.count == 1)
            _ = try await ada.api(.delete, "/api/v1/session")
            _ = try await own.value
        }
    }

    @Test func `a bearer token may listen, until it is deleted`() async throws {
        try await Self.listening { world in
            let ada = try await world.member(linear: nil)
            let token = try await ada.api(.post, "/api/v1/tokens", ["name": "script"]).json
            let stream = Self.follow(world.browser(), ["Authorization": "Bearer \(token["token"] ?? "")"])
            await Self.isOpen(world)
            _ = try await ada.api(.delete, "/api/v1/tokens/\(token["id"] ?? "")")
            #expect(try await stream.value.status == 200)
        }
    }

    @Test func `a session that has run out ends the stream at the next sign of life`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let stream = Self.follow(ada)
        await Self.isOpen(world)
        world.clock.advance(by: 8 * 86400)
        // As a beat would.
        let listening = Task { await world.live.listen() }
        let id = try await world.database.read(as: .anonymous) { try $0.run("select id from people")[0].text("id") }
        try await world.database.transaction(as: .worker) { try $0.announce(.person(Person.ID(id), .sessions)) }
        #expect(try await stream.value.status == 200)
        listening.cancel()
    }

    @Test func `of several that come at once the first are followed, and the others are told to look by themselves`() async throws {
        try await Self.listening { world in
            let ada = try await world.member("Ada", linear: nil)
            let ben = try await world.member("Ben", linear: nil)
            let streams = (0..<Live.limit).map { _ in Self.follow(ada.elsewhere()) }
            await Self.isOpen(world, Live.limit)
            // By the token of a program too: they are the person's, not the browser's.
            let token = try await ada.api(.post, "/api/v1/tokens", ["name": "script"]).json["token"] as? String ?? ""
            for browser in [ada, ada.elsewhere(), world.browser()] {
                let refused = try await browser.send(.get, "/events", headers: ["Authorization": "Bearer \(token)"])
                #expect(refused.status == 204)
                #expect(refused.text.isEmpty)
            }
            #expect(world.live.count == Live.limit)
            let other = Self.follow(ben.elsewhere())
            await Self.isOpen(world, Live.limit + 1)
            _ = try await ada.api(.delete, "/api/v1/session")
            for stream in streams { #expect(try await stream.value.status == 200) }
            #expect(world.live.count == 1)
            _ = try await ben.api(.delete, "/api/v1/session")
            #expect(try await other.value.status == 200)
        }
    }

    @Test func `listening does not keep a session alive`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let seen: @Sendable () async throws -> Int64 = {
            try await world.database.read(as: .anonymous) { try $0.run("select seen_at from sessions")[0].integer("seen_at") }
        }
        let before = try await seen()
        let cookie = Secret(try #require(ada.cookies["session"]))
        world.clock.advance(by: 3600)
        #expect(try await world.product.accounts.isAlive(cookie: cookie))
        #expect(try await seen() == before)
    }

    @Test func `nobody signed in, and another site's page, get none`() async throws {
        let world = try await World()
        #expect(try await world.browser().send(.get, "/events", headers: ["Accept": "text/event-stream"]).status == 401)
        let ada = try await world.member(linear: nil)
        #expect(try await ada.send(.get, "/events", headers: ["Sec-Fetch-Site": "cross-site"]).status == 403)
        #expect(try await ada.api(.post, "/events", [:]).status == 405)
        #expect(try await ada.send(.head, "/events").status == 200)
        #expect(world.live.count == 0)
    }
}
