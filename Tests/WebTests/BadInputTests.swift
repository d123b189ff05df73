import Foundation
import HTTPTypes
import Support
import Testing

@Suite("Bad input gets a clear 4xx and changes nothing")
struct BadInputTests {
    @Test(arguments: [
        (#"{"#, 400), (#"[]"#, 400), (#"{"name":5}"#, 400), (#"{"name":"Ada"}"#, 400), ("", 400), ("\u{FF}", 400),
        (#"{"name":"","email":"a@b.c","password":"a walk along the quiet harbour"}"#, 400),
        (#"{"name":"Ada","email":"nobody","password":"a walk along the quiet harbour"}"#, 400),
        (#"{"name":"Ada","email":"a@b.c","password":"short"}"#, 400),
        (#"{"name":"Ada","email":"a@b.c","password":"a walk along the quiet harbour","time_zone":"Mars"}"#, 400),
    ])
    func `a sign-up that is not one`(body: String, status: Int) async throws {
        let world = try await World()
        let reply = try await world.browser().send(
            .post, "/api/v1/people", headers: ["Content-Type": "application/json"], body: Array(body.utf8)
        )
        #expect(reply.status == status)
        #expect(reply.header("Content-Type") == "application/problem+json")
        #expect((reply.json["detail"] as? String)?.hasSuffix(".") == true)
    }

    @Test func `deep, wide and long JSON ends in a 4xx`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let deep = String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000)
        let headers = ["Content-Type": "application/json", "Origin": "http://localhost:8000"]
        #expect(try await ada.send(.post, "/api/v1/tokens", headers: headers, body: Array(deep.utf8)).status == 400)
        let long = #"{"name":""# + String(repeating: "x", count: 70_000) + #""}"#
        #expect(try await ada.send(.post, "/api/v1/tokens", headers: headers, body: Array(long.utf8)).status == 413)
        let announced = ["Content-Type": "text/vtt", "Origin": "http://localhost:8000", "Content-Length": "1073741824"]
        #expect(
            try await ada.send(.post, "/api/v1/meetings", headers: announced.merging(["Sec-Fetch-Site": "same-origin"]) { $1 }).status
                == 415)
        let token = try #require(try await ada.api(.post, "/api/v1/tokens", ["name": "t"]).json["token"] as? String)
        let bearer = ["Content-Type": "text/vtt", "Authorization": "Bearer \(token)", "Content-Length": "1073741824"]
        #expect(try await ada.send(.post, "/api/v1/meetings", headers: bearer).status == 413)
    }

    @Test(arguments: [
        ([UInt8]("".utf8), 422), ([UInt8]("   \n".utf8), 422), ([0xFF, 0xFE, 0x00], 422), ([UInt8]("%PDF-1.7 …".utf8), 422),
        ([UInt8]("{\"a\":1}".utf8), 422), ([UInt8]("just some words without anybody".utf8), 422), ([0xC3, 0x28, 0x41], 422),
        ([UInt8](repeating: 0, count: 100), 422), ([UInt8]("WEBVTT\n\n".utf8), 422),
    ])
    func `an upload that is no transcript`(bytes: [UInt8], status: Int) async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let token = try #require(try await ada.api(.post, "/api/v1/tokens", ["name": "t"]).json["token"] as? String)
        let reply = try await ada.send(
            .post, "/api/v1/meetings", headers: ["Content-Type": "text/plain", "Authorization": "Bearer \(token)"], body: bytes
        )
        #expect(reply.status == status)
        #expect(try await ada.api(.get, "/api/v1/meetings").list("meetings").isEmpty)
    }

    @Test func `somebody else's ids are as unknown as made-up ones`() async throws {
        let world = try await World()
        let ada = try await world.member("Ada")
        let ben = try await world.member("Ben", linear: nil)
        let meeting = try await ada.api(.post, "/api/v1/meetings", ["transcript": JourneyTests.transcript])
        let id = try #require(meeting.json["id"] as? String)
        let item = try #require(meeting.list("action_items").first?["id"] as? String)
        let delivery = try #require(
            try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", [:]).list("deliveries").first?["id"] as? String
        )
        let calls: [(HTTPRequest.Method, String, [String: String]?)] = [
            (.get, "/api/v1/meetings/\(id)", nil), (.delete, "/api/v1/meetings/\(id)", nil),
            (.get, "/api/v1/meetings/\(id)/deliveries", nil),
            (.post, "/api/v1/meetings/\(id)/deliveries", [:]), (.post, "/api/v1/meetings/\(id)/items", ["title": "x"]),
            (.patch, "/api/v1/items/\(item)", ["title": "x"]), (.delete, "/api/v1/items/\(item)", nil),
            (.get, "/api/v1/deliveries/\(delivery)", nil), (.post, "/api/v1/deliveries/\(delivery)/attempts", [:]),
            (.post, "/api/v1/deliveries/\(delivery)/cancellation", [:]), (.get, "/meetings/\(id)", nil),
        ]
        for (method, path, body) in calls {
            let (theirs, nobodys) = (try await ben.api(method, path, body), try await world.browser().api(method, path, body))
            #expect(theirs.status == 404, "\(method) \(path)")
            #expect(nobodys.status == 401, "\(method) \(path)")
        }
        #expect(try await ada.api(.get, "/api/v1/meetings/\(id)").list("action_items").count == 2)
    }

    @Test func `unknown providers, pages and methods are told apart`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        for path in ["/integrations/myspace/connect", "/integrations/myspace/status", "/integrations/../etc/connect", "/nowhere"] {
            let reply = try await ada.api(.get, path)
            #expect(reply.status == 404, "\(path)")
            #expect(reply.header("Content-Type") == "application/problem+json")
        }
        #expect(try await ada.get("/nowhere").header("Content-Type") == "text/html; charset=utf-8")
        #expect(try await ada.api(.put, "/api/v1/meetings", [:]).status == 405)
        #expect(try await ada.api(.post, "/api/v1/meetings/x/deliveries", ["destinations": ["fax.page"]]).status == 404)
        let id = try #require(try await ada.api(.post, "/api/v1/meetings", ["transcript": JourneyTests.transcript]).json["id"] as? String)
        #expect(try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", ["destinations": ["fax.page"]]).status == 422)
        #expect(try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", ["items": ["made-up"]]).status == 404)
        #expect(try await ada.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries").isEmpty)
    }

    @Test(arguments: [
        "//evil.example", "https://evil.example", "/\\evil.example", "%2f%2fevil.example", "javascript:alert(1)", "/ok\r\nX: y",
    ])
    func `nothing leads to another site after logging in`(next: String) async throws {
        let world = try await World()
        try await world.browser().signUp(name: "Ada")
        let reply = try await world.browser().submit(
            [("email", "ada@example.org"), ("password", TestBrowser.password), ("next", next)], to: "/login", from: "/login"
        )
        #expect(reply.location == "/dashboard-ui")
    }

    @Test func `fields nobody may set are ignored`() async throws {
        let world = try await World()
        let ada = try await world.member("Ada", linear: nil)
        let ben = try await world.member("Ben", linear: nil)
        let benID = try #require(try await ben.api(.get, "/api/v1/person").json["id"] as? String)
        let body: [String: Any] = [
            "transcript": JourneyTests.transcript, "user_id": benID, "id": "chosen", "state": "delivered", "role": "owner",
        ]
        let meeting = try await ada.api(.post, "/api/v1/meetings", body)
        #expect(meeting.json["id"] as? String != "chosen")
        #expect(try await ben.api(.get, "/api/v1/meetings").list("meetings").isEmpty)
    }
}
