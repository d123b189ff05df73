import HTTPTypes
import Testing

@testable import Sandbox

@Suite("Google's errors look like Google's")
struct GoogleErrorTests {
    static let methods: [(HTTPRequest.Method, String)] = [
        (.post, "/gmail.googleapis.com/gmail/v1/users/me/messages/send"),
        (.get, "/www.googleapis.com/calendar/v3/users/me/calendarList"),
        (.post, "/www.googleapis.com/calendar/v3/calendars/primary/events"),
        (.get, "/www.googleapis.com/calendar/v3/calendars/primary/events/abcde"),
        (.delete, "/www.googleapis.com/calendar/v3/calendars/primary/events/abcde"),
        (.post, "/www.googleapis.com/upload/drive/v3/files"),
        (.get, "/www.googleapis.com/drive/v3/files"), (.get, "/www.googleapis.com/drive/v3/files/x"),
        (.get, "/www.googleapis.com/oauth2/v2/userinfo"),
    ]

    @Test(arguments: methods) func `without a live token every method says authError`(method: HTTPRequest.Method, path: String) async throws
    {
        try await GoogleWorld().run { google async throws in
            for token in [nil, "ya29.made-up"] {
                let reply = try await google.call(method, path, token: token)
                #expect(reply.status == 401)
                #expect(reply.reason == "authError")
                #expect(reply.canonical == "UNAUTHENTICATED")
                #expect(reply["error", "code"] == 401)
                #expect(reply.header("WWW-Authenticate")?.contains("invalid_token") == true)
            }
        }
    }

    @Test(arguments: methods) func `without the scope every method says which are missing`(method: HTTPRequest.Method, path: String)
        async throws
    {
        try await GoogleWorld().run { google async throws in
            let reply = try await google.call(method, path, token: google.connect(scope: "https://www.googleapis.com/auth/tasks").access)
            #expect(reply.status == 403)
            #expect(reply.reason == "insufficientPermissions")
            #expect(reply.canonical == "PERMISSION_DENIED")
            #expect(reply["error", "details", "0", "@type"] == "type.googleapis.com/google.rpc.ErrorInfo")
            #expect(reply["error", "details", "0", "reason"] == "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
            #expect(reply.header("WWW-Authenticate")?.contains("insufficient_scope") == true)
        }
    }

    @Test(
        arguments: [
            "sendUpdate=all", "sendUpdates=everyone", "maxAttendees=0", "supportsAttachments=1", "conferenceDataVersion=2",
            "sendUpdates=all&sendUpdates=all", "access_token=x", "alt=media",
        ])
    func `a query parameter that is unknown or wrong is refused`(query: String) async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let reply = try await google.insert(GoogleEventTests.day, token: google.connect().access, query: "?\(query)")
            #expect(reply.status == 400)
        }
        #expect(world.google.events.isEmpty)
    }

    @Test func `the parameters every method has are known`() async throws {
        try await GoogleWorld().run { google async throws in
            let query = "?alt=json&prettyPrint=false&key=k&quotaUser=u&fields=id"
            let reply = try await google.insert(GoogleEventTests.day, token: google.connect().access, query: query)
            #expect(reply.text == "{\"id\":\"abcde01\"}")
        }
    }

    @Test func `a body that is not JSON is refused`() async throws {
        try await GoogleWorld().run { google async throws in
            let token = try await google.connect().access
            let path = "/www.googleapis.com/calendar/v3/calendars/primary/events"
            for (body, type) in [("{half", "application/json"), ("[]", "application/json"), ("{}", "text/plain"), ("", "application/json")]
            {
                #expect(try await google.call(.post, path, token: token, body: body, type: type).status == 400)
            }
        }
    }

    @Test(arguments: [(429, "rateLimitExceeded", "RESOURCE_EXHAUSTED"), (403, "userRateLimitExceeded", nil)] as [(Int, String, String?)])
    func `a rate limit is 429, or 403 with its reason`(status: Int, reason: String, canonical: String?) async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let token = try await google.connect().access
            _ = try await google.settings(["rate_limit_next": 1, "rate_limit_status": .int(status)])
            #expect(try await google.userinfo(token).status == 200, "signing in is not counted")
            let limited = try await google.insert(GoogleEventTests.day, token: token)
            #expect(limited.status == status)
            #expect(limited.reason == reason)
            #expect(limited["error", "errors", "0", "domain"] == "usageLimits")
            #expect(limited.canonical == canonical)
            #expect(try await google.insert(GoogleEventTests.day, token: token).status == 200)
        }
    }
}
