import Foundation
import LiveSupport
import Testing

private let hasPostgres = ProcessInfo.processInfo.environment["TEST_POSTGRES"] != nil

@Suite("Many servers on one PostgreSQL are one product", .serialized, .enabled(if: hasPostgres))
struct ManyServersTests {
    private static let transcript = """
        Ben: I'll send the release notes to the customers by Friday.
        Ada: Thank you.
        Clara: I will write the summary for the board by Monday.
        """

    private static func deliveries(_ wire: Wire, _ meeting: String) async throws -> [String] {
        try await wire.call("GET", "/api/v1/meetings/\(meeting)/deliveries").list("deliveries").compactMap { $0["state"] as? String }
    }

    @Test func `four servers share people, sessions, authorizations, throttles and deliveries, and nothing happens twice`() async throws {
        let database = try #require(try LiveDatabase())
        let world = try await LiveWorld(servers: 4, database: database)

        // Signed up at one, known at all.
        let ada = world.visitor(at: 1)
        let account = ["name": "Ada", "email": "ada@example.org", "password": "a walk along the quiet harbour", "time_zone": "UTC"]
        #expect(try await ada.call("POST", "/api/v1/people", account).status == 201)
        let everywhere = (0..<4).map { ada.moved(to: world.address(of: $0)) }
        for browser in everywhere { #expect(try await browser.call("GET", "/api/v1/person").status == 200) }

        // Begun at one, and brought to all four at once: one of them connects.
        let callback = try await world.consent(everywhere[2], linear: "ada@acme.example")
        let browsers = (0..<4).map { everywhere[2].moved(to: world.address(of: $0)) }
        let arrivals = try await withThrowingTaskGroup(of: String.self) { group in
            for browser in browsers {
                group.addTask { try await browser.send("GET", callback, headers: ["Accept": "text/html"]).location ?? "" }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(arrivals.count { $0.hasSuffix("status=connected") } == 1)
        let calls = try await world.sandbox.call("GET", "/sandbox/linear/state").list("calls")
        #expect(calls.count { $0["grant_type"] as? String == "authorization_code" } == 1)

        // Meetings of several people, uploaded and sent at any of them.
        let others = ["Ben", "Clara", "Gina"]
        let accounts = ["ben@acme.example", "clara@acme.example", "gina@globex.example"]
        var people = [everywhere[0]]
        for (index, name) in others.enumerated() { people.append(try await world.member(name, linear: accounts[index], at: index + 1)) }
        let sent = try await withThrowingTaskGroup(of: (Wire, String).self) { group in
            for (number, person) in people.enumerated() {
                for meeting in 0..<5 {
                    let door = person.moved(to: world.address(of: (number + meeting) % 4))
                    group.addTask {
                        let text = Self.transcript + "\nAda: That was meeting \(meeting)."
                        let id = try await door.call("POST", "/api/v1/meetings", ["transcript": text]).json["id"] as? String ?? ""
                        // The same decision at two servers at once.
                        async let first = door.call("POST", "/api/v1/meetings/\(id)/deliveries", [:])
                        async let second = door.moved(to: world.address(of: meeting % 4)).call(
                            "POST", "/api/v1/meetings/\(id)/deliveries", [:])
                        #expect(try await [first.status, second.status] == [202, 202])
                        return (door, id)
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for (person, meeting) in sent {
            _ = try await world.eventually("all delivered") {
                try await Self.deliveries(person, meeting) == ["delivered", "delivered"] ? true : nil
            }
        }
        let state = try await world.sandbox.call("GET", "/sandbox/linear/state")
        #expect(state.list("issues").count == 40)
        #expect(state.list("calls").count { ($0["operation"] as? String)?.contains("issueCreate") == true } == 40)

        // Failures count together, wherever they happen.
        var statuses: [Int] = []
        for attempt in 0..<12 {
            let guess = ["email": "ada@example.org", "password": "not the password at all"]
            statuses.append(try await world.visitor(at: attempt % 4).call("POST", "/api/v1/session", guess).status)
        }
        #expect(statuses.prefix(10).allSatisfy { $0 == 401 })
        #expect(statuses.suffix(2) == [429, 429])

        // Signed out at one, unknown at all.
        #expect(try await everywhere[3].call("DELETE", "/api/v1/session").status == 204)
        for browser in everywhere { #expect(try await browser.call("GET", "/api/v1/person").status == 401) }
    }

    @Test func `one refresh for all servers, with refresh tokens that die when used twice`() async throws {
        let database = try #require(try LiveDatabase(pooled: true))
        let world = try await LiveWorld(servers: 3, database: database)
        _ = try await world.sandbox.call("POST", "/sandbox/linear/settings", ["rotation_grace": 0])
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        try database.run("update user_integrations set token_expires_at = 1000, token_issued_at = 0")
        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for call in 0..<24 {
                let door = ada.moved(to: world.address(of: call % 3))
                group.addTask { try await door.call("GET", "/api/v1/destinations/linear.issue/choices").status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers == Array(repeating: 200, count: 24))
        let calls = try await world.sandbox.call("GET", "/sandbox/linear/state").list("calls")
        #expect(calls.count { $0["grant_type"] as? String == "refresh_token" } == 1)
        #expect(try await ada.call("GET", "/integrations/linear/status").json["connected"] as? Bool == true)
    }

    @Test func `a restart of PostgreSQL under load loses nothing and does nothing twice`() async throws {
        let cluster = try LiveCluster()
        let database = try #require(try LiveDatabase(on: cluster.folder))
        let world = try await LiveWorld(servers: 2, database: database)
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        _ = try await world.sandbox.call("POST", "/sandbox/linear/settings", ["answer_delay_ms": 20])
        let uploads = Task {
            var kept: [String] = []
            for number in 0..<30 {
                let door = ada.moved(to: world.address(of: number % 2))
                let text = Self.transcript + "\nAda: That was meeting \(number)."
                // What is not acknowledged may be asked for again.
                for _ in 0..<40 {
                    guard let upload = try? await door.call("POST", "/api/v1/meetings", ["transcript": text]), upload.status < 300,
                        let id = upload.json["id"] as? String
                    else { continue }
                    guard let sent = try? await door.call("POST", "/api/v1/meetings/\(id)/deliveries", [:]), sent.status == 202 else {
                        continue
                    }
                    kept.append(id)
                    break
                }
            }
            return kept
        }
        for _ in 0..<3 {
            _ = try await world.eventually("some are under way") {
                try await world.sandbox.call("GET", "/sandbox/linear/state").list("issues").isEmpty ? nil : true
            }
            try cluster.restart()
        }
        let kept = await uploads.value
        #expect(kept.count == 30)
        for meeting in kept {
            _ = try await world.eventually("all delivered", seconds: 200) {
                try await Self.deliveries(ada, meeting) == ["delivered", "delivered"] ? true : nil
            }
        }
        let issues = try await world.sandbox.call("GET", "/sandbox/linear/state").list("issues")
        #expect(issues.count == 60)
    }

    @Test func `while the database is away people are told so on a page with a way on`() async throws {
        let cluster = try LiveCluster()
        let world = try await LiveWorld(database: try LiveDatabase(on: cluster.folder))
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        try cluster.stop()
        let page = try await ada.send("GET", "/meetings", headers: ["Accept": "text/html"], seconds: 60)
        #expect(page.status == 503)
        #expect(page.text.contains("This server cannot reach its database just now."))
        #expect(page.text.contains("href=\"/meetings\">Try again</a>"))
        let problem = try await ada.call("GET", "/api/v1/meetings", seconds: 60)
        #expect(problem.status == 503 && problem.json["status"] as? Int == 503)
    }

    @Test func `a server moves from SQLite to PostgreSQL with its people signed in and their connections alive`() async throws {
        let database = try #require(try LiveDatabase())
        let world = try await LiveWorld()
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        let id = try await ada.call("POST", "/api/v1/meetings", ["transcript": Self.transcript]).json["id"] as? String ?? ""
        world.killServer()
        let source = "sqlite:\(world.folder)/data/meeting-intelligence.sqlite"
        let owner = world.environment.merging(["DATABASE_OWNER_URL": database.ownerURL]) { $1 }
        let move = try Program(
            ["migrate", "--from", source, "--to", database.applicationURL], environment: owner, log: world.folder + "/move.log")
        #expect(move.end() == 0, "\(move.output)")
        #expect(move.output.contains("every checksum the same on both sides"))
        try await world.restartServer(database: database)
        #expect(try await ada.call("GET", "/api/v1/person").status == 200)
        #expect(try await ada.call("POST", "/api/v1/meetings/\(id)/deliveries", [:]).status == 202)
        _ = try await world.eventually("all delivered") {
            try await Self.deliveries(ada, id) == ["delivered", "delivered"] ? true : nil
        }
    }
}
