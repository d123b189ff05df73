import Foundation
import HTTPTypes
import Testing

@testable import Sandbox

@Suite("A provider can be broken for one account, by page and by call")
struct AccountFaultTests {
    private static let providers = ["linear", "google", "slack", "github", "notion", "todoist"]
    private static let me = "{ viewer { id } }"

    private static func order(_ linear: LinearDriver, _ changes: [String: JSON], for account: String = "ada@acme.example") async throws
        -> Reply
    {
        try await linear.settings(.object(changes.merging(["account": .string(account)]) { $1 }))
    }

    @Test(arguments: providers) func `every provider takes orders for one account, and none for one that is not there`(provider: String)
        async throws
    {
        try await SandboxWorld().run { linear async throws in
            let failure: JSON = ["operation": "token", "status": 429, "retry_after": 7, "retry_after_date": true, "after_work": true]
            let order: [String: JSON] = ["answer_delay_ms": 0, "clock_skew": -90, "rate_limit_next": 1, "fail_next": [failure]]
            for account in ["ada@acme.example", "ADA@acme.example"] {
                let reply = try await linear.post(
                    "/sandbox/\(provider)/settings", json: .object(order.merging(["account": .string(account)]) { $1 }))
                #expect(reply.status == 200)
                #expect(reply["clock_skew"] == -90)
            }
            let stranger = try await linear.post(
                "/sandbox/\(provider)/settings", json: ["account": "nobody@acme.example", "rate_limit_next": 1])
            #expect((400..<500).contains(stranger.status))
            let nonsense = try await linear.post("/sandbox/\(provider)/settings", json: ["account": "ada@acme.example", "speed": 1])
            #expect(nonsense.status == 400)
        }
    }

    @Test(arguments: providers) func `the page orders the same: the error, the wait and its form, the lost answer`(provider: String)
        async throws
    {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let page = try await linear.get("/").text
            for field in [
                "account", "clock_skew", "fail_operation", "fail_status", "fail_error", "fail_retry_after", "fail_retry_after_date",
                "fail_after_work",
            ] {
                #expect(page.components(separatedBy: "name=\"\(field)\"").count - 1 >= 6, "\(field)")
            }
            let form = [
                ("account", "ada@acme.example"), ("fail_operation", "token"), ("fail_status", "400"), ("fail_error", "invalid_grant"),
                ("fail_times", "2"), ("fail_after_work", "on"), ("fail_retry_after", "30"), ("fail_retry_after_date", "on"),
                ("clock_skew", "-5"),
            ]
            #expect(try await linear.post("/sandbox/\(provider)/settings", form: form).status == 303)
            // An empty change shows what is set.
            let set = try await linear.post("/sandbox/\(provider)/settings", json: ["account": "ada@acme.example"])
            #expect(set["fail_next", "0", "error"] == "invalid_grant")
            #expect(set["fail_next", "0", "status"] == 400)
            #expect(set["fail_next", "0", "times"] == 2)
            #expect(set["fail_next", "0", "after_work"] == true)
            #expect(set["fail_next", "0", "retry_after_date"] == true)
            #expect(set["clock_skew"] == -5)
        }
    }

    @Test func `at Linear one account fails and another does not`() async throws {
        try await SandboxWorld().run { linear async throws in
            let (ada, ben) = (try await linear.connect(), try await linear.connect(as: "ben@acme.example"))
            _ = try await Self.order(linear, ["fail_next": [["operation": "graphql", "status": 503, "times": 2]], "rate_limit_next": 1])
            #expect(try await linear.graphQL(Self.me, token: ben.access).status == 200)
            #expect(try await linear.graphQL(Self.me, token: ada.access).status == 503)
            #expect(try await linear.graphQL(Self.me, token: ada.access).status == 503)
            let limited = try await linear.graphQL(Self.me, token: ada.access)
            #expect(limited.status == 400 && limited.code == "RATELIMITED")
            #expect(try await linear.graphQL(Self.me, token: ada.access).status == 200)
        }
    }

    @Test func `at Linear one person's grant is refused, at the token endpoint and when it is revoked`() async throws {
        try await SandboxWorld().run { linear async throws in
            let (ada, ben) = (try await linear.connect(), try await linear.connect(as: "ben@acme.example"))
            _ = try await Self.order(
                linear,
                [
                    "fail_next": [
                        ["operation": "refresh_token", "status": 400, "error": "invalid_grant"],
                        ["operation": "refresh_token", "status": 401, "error": "invalid_client"], ["operation": "revoke", "status": 503],
                    ]
                ])
            #expect(try await linear.refresh(ben.refresh).status == 200)
            #expect(try await linear.refresh(ada.refresh)["error"] == "invalid_grant")
            #expect(try await linear.refresh(ada.refresh)["error"] == "invalid_client")
            #expect(try await linear.refresh(ada.refresh).status == 200)
            #expect(try await linear.revoke(ben.refresh).status == 200)
            #expect(try await linear.revoke(ada.refresh).status == 503)
        }
    }

    @Test func `at Linear single-use refresh tokens have a grace for one account and none for another`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let (ada, ben) = (try await linear.connect(), try await linear.connect(as: "ben@acme.example"))
            _ = try await Self.order(linear, ["rotation_grace": 0, "access_token_lifetime": 30])
            #expect(try await linear.refresh(ada.refresh)["expires_in"] == 30)
            #expect(try await linear.refresh(ada.refresh)["error"] == "invalid_grant")
            #expect(try await linear.refresh(ben.refresh)["expires_in"] == 86_399)
            #expect(try await linear.refresh(ben.refresh).status == 200)
            // `null` takes it back.
            #expect(try await Self.order(linear, ["rotation_grace": .null]).status == 200)
        }
        #expect(world.linear.settings(of: "ada@acme.example").rotationGrace == nil)
        #expect(world.linear.settings(of: "ada@acme.example").accessTokenLifetime == 30)
    }

    @Test func `a wait is told in seconds or as a date, by the provider's own clock`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let ada = try await linear.connect()
            let date: JSON = ["operation": "graphql", "status": 429, "retry_after": 90, "retry_after_date": true, "times": 2]
            _ = try await Self.order(linear, ["fail_next": [date]])
            // The clock stands at 12:00.
            #expect(try await linear.graphQL(Self.me, token: ada.access).header("Retry-After") == "Sun, 22 Nov 2026 12:01:30 GMT")
            _ = try await Self.order(linear, ["clock_skew": 3600])
            #expect(try await linear.graphQL(Self.me, token: ada.access).header("Retry-After") == "Sun, 22 Nov 2026 13:01:30 GMT")
            _ = try await Self.order(linear, ["fail_next": [["operation": "graphql", "status": 429, "retry_after": 90]]])
            #expect(try await linear.graphQL(Self.me, token: ada.access).header("Retry-After") == "90")
            let reset = try await linear.graphQL(Self.me, token: ada.access).header("X-RateLimit-Requests-Reset") ?? ""
            #expect(try #require(Int(reset)) >= Int(world.clock.now.timeIntervalSince1970 + 3600) * 1000)
        }
    }

    @Test func `an account's orders survive a restart, and a file from before there were any still reads`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "sandbox-\(UUID().uuidString).json").path()
        try await SandboxWorld(stateFile: path).run { linear async throws in
            _ = try await linear.settings(["rotation_grace": 12])
        }
        #expect(try !String(contentsOfFile: path, encoding: .utf8).contains("settingsOfAccounts"))
        try await SandboxWorld(stateFile: path).run { linear async throws in _ = try await Self.order(linear, ["rotation_grace": 3]) }
        let world = try SandboxWorld(stateFile: path)
        #expect(world.linear.settings.rotationGrace == 12)
        #expect(world.linear.settings(of: "ada@acme.example").rotationGrace == 3)
    }
}
