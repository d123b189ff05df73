import Foundation
import Support
import Testing

@Suite("Every answer carries what protects the browser")
struct HeaderTests {
    @Test(arguments: [
        "/", "/login", "/nowhere", "/api/v1/meetings", "/healthz", "/openapi.json", "/assets/x/style.css", "/assets/x/none.css",
        "/dashboard-ui",
        "/integrations/linear/disconnect",
    ])
    func `whatever it is`(path: String) async throws {
        let world = try await World()
        let reply = try await world.browser().get(path)
        let policy = try #require(reply.header("Content-Security-Policy"))
        for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'", "script-src 'self'"] {
            #expect(policy.contains(part))
        }
        #expect(!policy.contains("unsafe"))
        #expect(reply.header("X-Content-Type-Options") == "nosniff")
        #expect(reply.header("Referrer-Policy") == "same-origin")
        #expect(reply.header("Cross-Origin-Opener-Policy") == "same-origin")
        #expect(reply.header("Server") == nil)
        #expect(reply.header("Access-Control-Allow-Origin") == nil)
        #expect(reply.header("Strict-Transport-Security") == nil)
    }

    @Test(arguments: [
        ("gzip, deflate, br", true), ("br;q=1.0, GZIP;q=0.5", true), ("gzip;q=0", false), ("identity", false), ("", false),
    ]) func `style and scripts come compressed to whoever takes that, and pages to nobody`(wish: String, isTaken: Bool) async throws {
        let browser = try await World().browser()
        let page = try await browser.send(.get, "/login", headers: ["Accept": "text/html", "Accept-Encoding": wish])
        #expect(page.header("Content-Encoding") == nil && page.text.contains("<h1>"))
        let style = try #require(page.text.firstMatch(of: /href="(\/assets\/[^"]+\.css)"/)?.1)
        let plain = try await browser.get(String(style))
        let reply = try await browser.send(.get, String(style), headers: ["Accept-Encoding": wish])
        #expect(reply.header("Vary") == "Accept-Encoding" && reply.header("Content-Type") == plain.header("Content-Type"))
        #expect(reply.header("Content-Encoding") == (isTaken ? "gzip" : nil))
        #expect(isTaken ? reply.bytes.count * 3 < plain.bytes.count : reply.bytes == plain.bytes)
    }

    @Test func `on https cookies are bound to the host and the connection stays secure`() async throws {
        let world = try await World(base: "https://meetings.example.org")
        let browser = world.browser()
        let reply = try await browser.send(
            .post, "/api/v1/people", headers: ["Content-Type": "application/json", "Origin": "https://meetings.example.org"],
            body: Array(#"{"name":"Ada","email":"a@b.c","password":"\#(TestBrowser.password)"}"#.utf8)
        )
        let cookie = try #require(reply.header("Set-Cookie"))
        #expect(cookie.hasPrefix("__Host-session="))
        for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] { #expect(cookie.contains(part)) }
        #expect(!cookie.contains("Domain"))
        #expect(reply.header("Strict-Transport-Security")?.contains("max-age=31536000") == true)
    }

    @Test func `the session ends on the server, and only a cookie can carry it`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let cookie = try #require(ada.cookies["session"])
        #expect(cookie.utf8.count == 43)
        #expect(try await world.browser().send(.get, "/api/v1/person?session=\(cookie)").status == 401)
        #expect(try await world.browser().send(.get, "/api/v1/person", headers: ["X-Session": cookie]).status == 401)
        #expect(try await ada.api(.delete, "/api/v1/session").status == 204)
        ada.cookies = ["session": cookie]
        #expect(try await ada.api(.get, "/api/v1/person").status == 401)
        #expect(try Data(world.traces()).range(of: Data(cookie.utf8)) == nil)
    }

    @Test func `what a transcript says stays text on the page and in Linear`() async throws {
        let world = try await World()
        let ada = try await world.member()
        let transcript =
            "Ben: I'll send the <script>alert(1)</script> report to [all](http://evil.example) <!channel> by Friday.\nAda: Good."
        let id = try #require(
            try await ada.api(.post, "/api/v1/meetings", ["title": "<img src=x onerror=alert(2)>", "transcript": transcript]).json["id"]
                as? String
        )
        let page = try await ada.get("/meetings/\(id)").text
        #expect(!page.contains("<script>alert"))
        #expect(!page.contains("<img src=x"))
        _ = try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", [:])
        try await world.courier.runUntilIdle()
        for issue in world.sandbox.linear.issues(inWorkspace: "acme") {
            #expect(!(issue.description ?? "").contains("<script>"))
            #expect(!(issue.description ?? "").contains("](http"))
        }
    }

    @Test func `a browser under another name of this machine is led to the public one`() async throws {
        let world = try await World(base: "http://127.0.0.1:8000")
        let reply = try await world.browser().get("/login?next=/meetings")
        #expect(reply.status == 307)
        #expect(reply.location == "http://127.0.0.1:8000/login?next=/meetings")
    }
}
