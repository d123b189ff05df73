import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import Sandbox

@Suite("Trouble comes when it is ordered, and quotas are counted")
struct BehaviourTests {
    @Test func `every GraphQL answer says what is left`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let token = try await linear.connect().access
            let first = try await linear.graphQL("{ viewer { id name } }", token: token)
            #expect(first.header("X-RateLimit-Requests-Limit") == "5000")
            #expect(first.header("X-RateLimit-Requests-Remaining") == "4999")
            #expect(first.header("X-RateLimit-Complexity-Limit") == "2000000")
            #expect(first.header("X-Complexity") == "2")
            #expect(first.header("X-RateLimit-Complexity-Remaining") == "1999998")
            let inAnHour = Int(world.clock.now.timeIntervalSince1970 * 1000) + 3_600_000
            #expect(first.header("X-RateLimit-Requests-Reset") == String(inAnHour), "epoch milliseconds")
            #expect(try await linear.graphQL("{ viewer { id } }", token: token).header("X-RateLimit-Requests-Remaining") == "4998")
            let other = try await linear.graphQL("{ viewer { id } }", token: linear.connect().access)
            #expect(other.header("X-RateLimit-Requests-Remaining") == "4999", "another grant has its own")
        }
    }

    @Test func `a used-up quota is an error with status 400, until the hour is over`() async throws {
        let world = try SandboxWorld()
        try world.linear.changeSettings { $0.requestsPerHour = 2 }
        try await world.run { linear async throws in
            let token = try await linear.connect().access
            for _ in 0..<2 { #expect(try await linear.graphQL("{ viewer { id } }", token: token).status == 200) }
            let limited = try await linear.graphQL("{ viewer { id } }", token: token)
            #expect(limited.status == 400)
            #expect(limited.code == "RATELIMITED")
            #expect(limited.header("X-RateLimit-Requests-Remaining") == "0")
            world.clock.advance(seconds: 3_600)
            #expect(try await linear.graphQL("{ viewer { id } }", token: token).status == 200)
        }
    }

    @Test func `a connection costs as much as it may hold`() async throws {
        try await SandboxWorld().run { linear async throws in
            let token = try await linear.connect().access
            let cheap = try await linear.graphQL("{ users(first: 2) { nodes { id } } }", token: token)
            #expect(cheap.header("X-Complexity") == "5")
            let nested = "{ teams(first: 250) { nodes { members(first: 250) { nodes { id } } } } }"
            let dear = try await linear.graphQL(nested, token: token)
            #expect(dear.status == 400)
            #expect(dear.message == "Query too complex")
        }
    }

    @Test func `rate limiting can be ordered`() async throws {
        try await SandboxWorld().run { linear async throws in
            let token = try await linear.connect().access
            #expect(try await linear.settings(["rate_limit_next": 1]).status == 200)
            #expect(try await linear.graphQL("{ viewer { id } }", token: token).code == "RATELIMITED")
            #expect(try await linear.graphQL("{ viewer { id } }", token: token).status == 200)
        }
    }

    @Test func `a failure meets the operation it was ordered for, as often as ordered`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let token = try await linear.connect().access
            let team = try await linear.ids(token).team
            _ = try await linear.settings(["fail_next": [["operation": "issueCreate", "status": 503, "retry_after": 7, "times": 2]]])
            #expect(try await linear.graphQL("{ viewer { id } }", token: token).status == 200)
            for _ in 0..<2 {
                let failed = try await linear.createIssue(["teamId": team, "title": "A"], token: token)
                #expect(failed.status == 503)
                #expect(failed.header("Retry-After") == "7")
                #expect(failed.code == "INTERNAL_SERVER_ERROR")
            }
            #expect(world.linear.issues(inWorkspace: "acme").isEmpty)
            #expect(try await linear.createIssue(["teamId": team, "title": "A"], token: token).status == 200)
        }
    }

    @Test func `a failure after the work loses only the answer`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let tokens = try await linear.connect()
            let team = try await linear.ids(tokens.access).team
            _ = try await linear.settings([
                "fail_next": [
                    ["operation": "issueCreate", "status": 502, "after_work": true],
                    ["operation": "refresh_token", "status": 500, "after_work": true, "body": "<h1>Bad gateway</h1>"],
                ]
            ])
            #expect(try await linear.createIssue(["teamId": team, "title": "Lost answer"], token: tokens.access).status == 502)
            let refresh = try await linear.refresh(tokens.refresh)
            #expect(refresh.status == 500)
            #expect(refresh.text == "<h1>Bad gateway</h1>")
            #expect(try await linear.refresh(tokens.refresh).status == 200, "the grace period gives the answer again")
        }
        #expect(world.linear.issues(inWorkspace: "acme").map(\.title) == ["Lost answer"])
    }

    @Test func `an error of one's choice can be ordered`() async throws {
        try await SandboxWorld().run { linear async throws in
            let tokens = try await linear.connect()
            _ = try await linear.settings([
                "fail_next": [["operation": "token", "status": 401, "error": "invalid_client"], ["operation": "revoke", "status": 503]]
            ])
            #expect(try await linear.refresh(tokens.refresh)["error"] == "invalid_client")
            #expect(try await linear.revoke(tokens.refresh).status == 503)
            #expect(try await linear.refresh(tokens.refresh).status == 200)
        }
    }

    @Test func `the token's lifetime and the grace period can be set`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            _ = try await linear.settings(["access_token_lifetime": 30, "rotation_grace": 0])
            let tokens = try await linear.connect()
            world.clock.advance(seconds: 30)
            #expect(try await linear.graphQL("{ viewer { id } }", token: tokens.access).status == 401)
            #expect(try await linear.refresh(tokens.refresh)["expires_in"] == 30)
            #expect(try await linear.refresh(tokens.refresh)["error"] == "invalid_grant")
        }
    }

    @Test(.timeLimit(.minutes(1))) func `an answer can be held back after the work`() async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            let token = try await linear.connect().access
            let team = try await linear.ids(token).team
            _ = try await linear.settings(["answer_delay_ms": 1_000])
            let answer = Flag()
            try await withThrowingTaskGroup { group in
                group.addTask {
                    let reply = try await linear.createIssue(["teamId": team, "title": "Slow"], token: token)
                    answer.raise()
                    #expect(reply.status == 200)
                }
                while world.linear.issues(inWorkspace: "acme").isEmpty { try await Task.sleep(for: .milliseconds(5)) }
                #expect(!answer.isRaised)
                try await group.waitForAll()
            }
        }
    }

    @Test(
        arguments: [
            ["speed": 1], ["rotation_grace": "long"], ["fail_next": [["status": 503]]],
            ["fail_next": [["operation": "token", "status": 200]]],
        ] as [JSON])
    func `a setting that makes no sense is refused and changes nothing`(settings: JSON) async throws {
        let world = try SandboxWorld()
        try await world.run { linear async throws in
            #expect(try await linear.settings(settings).status == 400)
            #expect(
                try await linear.post("/sandbox/linear/settings", form: [("rotation_grace", "5")], headers: Self.crossSite).status == 403)
        }
        #expect(world.linear.settings.rotationGrace == 1_800)
        #expect(world.linear.settings.failNext.isEmpty)
    }

    private final class Flag: Sendable {
        private let state = Mutex(false)

        var isRaised: Bool { state.withLock { $0 } }

        func raise() {
            state.withLock { $0 = true }
        }
    }

    private static let crossSite: HTTPFields = {
        var headers = HTTPFields()
        if let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = "cross-site" }
        return headers
    }()
}
