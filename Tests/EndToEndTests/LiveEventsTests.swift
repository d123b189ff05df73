import Foundation
import LiveSupport
import Testing

private let hasPostgres = ProcessInfo.processInfo.environment["TEST_POSTGRES"] != nil

@Suite("Open pages hear of it over real sockets", .serialized)
struct LiveEventsTests {
    private static let iPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1"
    private static let account = [
        "name": "Ada", "email": "ada@example.org", "password": "a walk along the quiet harbour", "time_zone": "Europe/Berlin",
    ]

    /// Scans the code of a computer with a phone that another server answers.
    private static func connect(_ desktop: Wire, phone: Wire, _ world: LiveWorld) async throws {
        let url = try await desktop.call("GET", "/integrations/linear/qr").json["url"] as? String ?? ""
        let path = url.replacing(world.server, with: "")
        #expect(try await phone.send("GET", path, headers: ["Accept": "text/html"]).location == "/login?next=" + path)
        #expect(try await phone.call("POST", "/api/v1/session", account).status == 201)
        let started = try await phone.send(
            "POST", path, headers: ["Content-Type": "application/json", "Origin": world.server, "User-Agent": iPhone], body: Data("{}".utf8)
        )
        #expect(started.status == 303)
        let back = try await world.decide(at: started.location ?? "", "ada@acme.example")
        #expect(try await phone.send("GET", back).location == "/integrations/linear/phone/done?integration=linear&status=connected")
    }

    @Test(.enabled(if: hasPostgres), arguments: [false, true])
    func `a phone connects at one server, and the computer hears of it at another`(pooled: Bool) async throws {
        let database = try #require(try LiveDatabase(pooled: pooled))
        let world = try await LiveWorld(servers: 2, database: database)
        let desktop = world.visitor(at: 1)
        #expect(try await desktop.call("POST", "/api/v1/people", Self.account).status == 201)
        var heard = desktop.lines("/events").makeAsyncIterator()
        #expect(try await heard.next() == "retry: 3000")
        try await Self.connect(desktop, phone: world.visitor(at: 0), world)
        // Behind a pooler nobody hears another server, and pages are told to look every few seconds.
        let hint = pooled ? "data: everything" : "data: connections"
        var line = try await heard.next()
        while line != nil, line != hint { line = try await heard.next() }
        #expect(line == hint)
        let status = try await desktop.call("GET", "/integrations/linear/status").json
        #expect(status["connected"] as? Bool == true && status["device"] as? String == "Safari on iPhone")
        let undone = try await desktop.call("POST", "/integrations/linear/disconnect", [:])
        #expect(undone.json["revocation"] as? String == "revoked")
    }

    @Test(.enabled(if: hasPostgres)) func `who logs out at one server is not listened to at another`() async throws {
        let database = try #require(try LiveDatabase())
        let world = try await LiveWorld(servers: 2, database: database)
        let ada = world.visitor(at: 0)
        #expect(try await ada.call("POST", "/api/v1/people", Self.account).status == 201)
        var heard = ada.moved(to: world.address(of: 1)).lines("/events").makeAsyncIterator()
        #expect(try await heard.next() == "retry: 3000")
        #expect(try await heard.next() == ": here")
        #expect(try await ada.call("DELETE", "/api/v1/session").status == 204)
        while let line = try await heard.next() { #expect(!line.hasPrefix("data: meeting")) }
    }

    @Test func `an open stream does not hold up the end of the server, and is ended in order`() async throws {
        let world = try await LiveWorld()
        let ada = world.visitor()
        #expect(try await ada.call("POST", "/api/v1/people", Self.account).status == 201)
        var heard = ada.lines("/events").makeAsyncIterator()
        #expect(try await heard.next() == "retry: 3000")
        #expect(try await heard.next() == ": here")
        let start = ContinuousClock.now
        await world.stopServer()
        #expect(ContinuousClock.now - start < .seconds(10))
        // An answer cut short would throw here.
        while let line = try await heard.next() { #expect(line == ": here") }
    }

    @Test func `a reader who has gone is forgotten`() async throws {
        let world = try await LiveWorld()
        let ada = world.visitor()
        #expect(try await ada.call("POST", "/api/v1/people", Self.account).status == 201)
        let reading = Task { for try await _ in ada.lines("/events") {} }
        func streams() async throws -> String? {
            try await ada.send("GET", "/metrics").text.split(separator: "\n").last { $0.contains("event_streams") }.map(String.init)
        }
        _ = try await world.eventually("it is open") { try await streams() == "meeting_intelligence_event_streams 1" ? true : nil }
        reading.cancel()
        _ = try await world.eventually("it is forgotten") {
            // Something to tell, so that the server notices at once.
            let token = try await ada.call("POST", "/api/v1/tokens", ["name": "a"]).json["id"] as? String ?? ""
            _ = try await ada.call("DELETE", "/api/v1/tokens/\(token)")
            return try await streams() == "meeting_intelligence_event_streams 0" ? true : nil
        }
    }
}
