import HTTPTypes
import Testing

@testable import Sandbox

@Suite("Trouble at Google comes when it is ordered, for one account or for all")
struct GoogleBehaviourTests {
    @Test(
        arguments: [
            ("token", "internal_failure"), ("refresh_token", "internal_failure"), ("revoke", "internal_failure"),
            ("userinfo", "internal_failure"), ("mail", nil), ("event", nil), ("event_get", nil), ("calendars", nil), ("document", nil),
            ("files", nil),
        ] as [(String, String?)])
    func `a failure meets its operation, as often as ordered, in the shape errors have there`(operation: String, error: String?)
        async throws
    {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let tokens = try await google.connect(scope: GoogleDriver.everything + " " + GoogleCalendarTests.lists)
            _ = try await google.settings(["fail_next": [["operation": .string(operation), "status": 503, "retry_after": 7, "times": 2]]])
            for _ in 0..<2 {
                let failed = try await Self.call(operation, tokens, google)
                #expect(failed.status == 503)
                #expect(failed.header("Retry-After") == "7")
                #expect(error == nil ? failed.reason == "backendError" : failed["error"]?.string == error)
            }
            #expect(try await ![503, 401].contains(Self.call(operation, tokens, google).status))
        }
        #expect(world.google.mails.count == (operation == "mail" ? 1 : 0))
    }

    private static func call(_ operation: String, _ tokens: Tokens, _ google: GoogleDriver) async throws -> Reply {
        switch operation {
        case "token", "refresh_token": try await google.refresh(tokens.refresh)
        case "revoke": try await google.revoke(tokens.refresh)
        case "userinfo": try await google.userinfo(tokens.access)
        case "mail": try await google.send(GoogleMailTests.simple, token: tokens.access)
        case "event": try await google.insert(GoogleEventTests.day, token: tokens.access)
        case "event_get": try await google.event("abcde01", token: tokens.access)
        case "calendars": try await google.call(.get, GoogleCalendarTests.list, token: tokens.access)
        case "document": try await google.upload(["name": "A"], "x", token: tokens.access)
        default: try await google.files(nil, token: tokens.access)
        }
    }

    @Test func `a failure after the work loses only the answer`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let token = try await google.connect().access
            _ = try await google.settings([
                "fail_next": [
                    ["operation": "event", "status": 502, "after_work": true, "body": "<h1>Bad gateway</h1>"],
                    ["operation": "mail", "status": 500, "after_work": true],
                ]
            ])
            let lost = try await google.insert(GoogleEventTests.day, token: token)
            #expect(lost.status == 502)
            #expect(lost.text == "<h1>Bad gateway</h1>")
            #expect(try await google.send(GoogleMailTests.simple, token: token).status == 500)
            #expect(try await google.insert(GoogleEventTests.day, token: token).status == 409)
        }
        #expect(world.google.mails.count == 1 && world.google.events.count == 1)
    }

    @Test func `an error of one's choice can be ordered`() async throws {
        try await GoogleWorld().run { google async throws in
            let tokens = try await google.connect()
            _ = try await google.settings([
                "fail_next": [
                    ["operation": "refresh_token", "status": 400, "error": "invalid_grant"],
                    ["operation": "event", "status": 403, "error": "quotaExceeded"],
                ]
            ])
            #expect(try await google.refresh(tokens.refresh)["error"] == "invalid_grant")
            let event = try await google.insert(GoogleEventTests.day, token: tokens.access)
            #expect(event.reason == "quotaExceeded")
            #expect(event["error", "errors", "0", "domain"] == "usageLimits")
        }
    }

    @Test func `one account can have its own trouble`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let reply = try await google.settings([
                "account": "ben@acme.example", "access_token_lifetime": 30, "testing_mode": true, "rate_limit_next": 1,
                "fail_next": [["operation": "authorization_code", "status": 500], ["operation": "userinfo", "status": 503]],
            ])
            #expect(reply.status == 200)
            #expect(reply["access_token_lifetime"] == 30)
            let ada = try await google.connect()
            #expect(try await google.exchange(google.code(as: "ben@acme.example")).status == 500)
            let ben = try await google.connect(as: "ben@acme.example")
            #expect(try await google.userinfo(ada.access).status == 200)
            #expect(try await google.userinfo(ben.access).status == 503)
            #expect(try await google.insert(GoogleEventTests.day, token: ada.access).status == 200)
            #expect(try await google.insert(GoogleEventTests.day, token: ben.access).status == 429)
            world.clock.advance(seconds: 30)
            #expect(try await google.userinfo(ada.access).status == 200)
            #expect(try await google.userinfo(ben.access).status == 401)
            world.clock.advance(seconds: 7 * 86_400)
            #expect(try await google.refresh(ada.refresh).status == 200)
            #expect(try await google.refresh(ben.refresh).status == 400)
            _ = try await google.settings(["account": "ben@acme.example", "access_token_lifetime": .null])
            #expect(try await google.exchange(google.code(as: "ben@acme.example"))["expires_in"] == 3_599)
        }
    }

    @Test(.timeLimit(.minutes(1))) func `an answer can be held back after the work`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let token = try await google.connect().access
            _ = try await google.settings(["account": "ada@acme.example", "answer_delay_ms": 1_000])
            try await withThrowingTaskGroup(of: String.self) { group async throws in
                group.addTask {
                    let reply = try await google.insert(GoogleEventTests.day, token: token)
                    return "answered \(reply.status)"
                }
                group.addTask {
                    while world.google.events.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
                    return "worked"
                }
                #expect(try await group.next() == "worked")
                #expect(try await group.next() == "answered 200")
            }
        }
    }

    @Test(
        arguments: [
            ["speed": 1], ["access_token_lifetime": "long"], ["fail_next": [["status": 503]]], ["rate_limit_status": 500],
            ["fail_next": [["operation": "token", "status": 200]]], ["refresh_token_limit": 0],
            ["account": "nobody@acme.example", "rate_limit_next": 1], ["account": "ada@acme.example", "refresh_token_limit": 5],
            ["account": 5],
        ] as [JSON])
    func `a setting that makes no sense is refused and changes nothing`(settings: JSON) async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            #expect(try await google.settings(settings).status == 400)
            let headers: HTTPFields = HTTPField.Name("Sec-Fetch-Site").map { [$0: "cross-site"] } ?? [:]
            #expect(try await google.post("/sandbox/google/settings", form: [("answer_delay_ms", "5")], headers: headers).status == 403)
        }
        #expect(world.google.settings.accessTokenLifetime == 3_599)
        #expect(world.google.settings.failNext.isEmpty && world.google.settings.answerDelay == 0)
    }
}
