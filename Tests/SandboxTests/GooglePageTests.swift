import Testing

@testable import Sandbox

@Suite("Google's pages show what arrived and run nothing")
struct GooglePageTests {
    static let places = ["mail.google.com", "calendar.google.com", "docs.google.com", "myaccount.google.com"]
    private static let script = "<script>alert('1')</script>&\""

    /// One of everything, with markup in every text; the addresses of the pages that show it.
    private static func fill(_ google: GoogleDriver, _ world: GoogleWorld) async throws -> [String] {
        let token = try await google.connect().access
        let html = "<h1 onclick=\"x()\">Hi</h1><script>alert(1)</script><a href=\"javascript:x()\">a</a><img src=x onerror=y()>"
        let message = """
            To: ben@acme.example\r
            Subject: <script>alert('1')</script>\r
            MIME-Version: 1.0\r
            Content-Type: multipart/alternative; boundary=b\r
            \r
            --b\r
            \r
            \(script)\r
            --b\r
            Content-Type: text/html\r
            \r
            \(html)\r
            --b--
            """
        #expect(try await google.send(message, token: token).status == 200)
        let event: JSON = [
            "summary": .string(script), "description": .string(html), "location": .string(script), "start": ["date": "2026-11-27"],
            "end": ["date": "2026-11-28"], "attendees": [["email": "ben@acme.example"]],
        ]
        #expect(try await google.insert(event, token: token).status == 200)
        let document: JSON = ["name": .string(script), "mimeType": .string(GoogleDocumentTests.document)]
        #expect(try await google.upload(document, html, token: token).status == 200)
        let base = "http://127.0.0.1:8001".count
        let links = world.google.events.map(\.url) + world.google.documents.map(\.url)
        let mail = try #require(world.google.mails.first).id
        return Self.places.map { "/\($0)/ada@acme.example" } + links.map { String($0.dropFirst(base)) }
            + ["/mail.google.com/ada@acme.example/\(mail)", "/mail.google.com/ben@acme.example/\(mail)"]
    }

    @Test func `every page has one heading, a band, a policy and no script`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let pages = try await Self.fill(google, world)
            let more = [
                "/", "/accounts.google.com/o/oauth2/v2/auth", "/mail.google.com/nobody@x.example",
                "/docs.google.com/ada@acme.example/document/x",
                "/meet.google.com/abc-defg-hij",
            ]
            for path in pages + more {
                let page = try await google.get(path)
                #expect(page.text.matches(of: /<h1>/).count == 1, "\(path)")
                #expect(page.text.contains("class=\"band\""), "\(path)")
                for word in ["<script", "onclick", "<img", "javascript:"] { #expect(!page.text.contains(word), "\(word) on \(path)") }
                let policy = page.header("Content-Security-Policy") ?? ""
                #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"))
                #expect(page.header("Referrer-Policy") == "no-referrer")
                #expect(page.header("Content-Type") == "text/html; charset=utf-8")
            }
            for path in pages { #expect(try await google.get(path).status == 200, "\(path)") }
        }
    }

    @Test func `a mail's HTML stands in a frame that may do nothing`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            _ = try await Self.fill(google, world)
            let address = "/mail.google.com/ada@acme.example/\(world.google.mails[0].id)"
            let page = try await google.get(address)
            #expect(page.text.contains("<iframe class=\"letter\" title=\"The mail as HTML\" sandbox src=\"\(address)/html\"></iframe>"))
            let frame = try await google.get(address + "/html")
            #expect(frame.header("Content-Security-Policy")?.hasPrefix("sandbox; default-src 'none'") == true)
            #expect(frame.text.contains("<h2>Hi</h2><a>a</a>"))
            for word in ["<script", "onclick", "javascript:", "<img"] { #expect(!frame.text.contains(word), "\(word)") }
        }
    }

    @Test func `a mailbox is its owner's, and Bcc the sender's`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let token = try await google.connect().access
            let message = "To: ben@acme.example\r\nBcc: clara@acme.example\r\nSubject: For two\r\n\r\nText"
            #expect(try await google.send(message, token: token).status == 200)
            for email in ["ada", "ben", "clara"] {
                #expect(try await google.get("/mail.google.com/\(email)@acme.example").text.contains("For two"))
            }
            #expect(try await !google.get("/mail.google.com/gina@globex.example").text.contains("For two"))
            let id = world.google.mails[0].id
            #expect(try await google.get("/mail.google.com/ada@acme.example/\(id)").text.contains("<dt>Bcc</dt>"))
            #expect(try await !google.get("/mail.google.com/ben@acme.example/\(id)").text.contains("Bcc"))
            #expect(try await google.get("/mail.google.com/gina@globex.example/\(id)").status == 404)
        }
    }

    @Test func `the agenda shows events by day, to guests too`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let token = try await google.connect().access
            let event: JSON = [
                "summary": "Review", "start": ["dateTime": "2026-11-27T10:00:00Z"], "end": ["dateTime": "2026-11-27T10:45:00Z"],
                "attendees": [["email": "gina@globex.example"]],
            ]
            #expect(try await google.insert(event, token: token, query: "?sendUpdates=all").status == 200)
            #expect(try await google.insert(GoogleEventTests.day, token: token).status == 200)
            for email in ["ada@acme.example", "gina@globex.example"] {
                let page = try await google.get("/calendar.google.com/\(email)").text
                for text in ["Friday 27 November 2026", "10:00 – 10:45", "Review"] { #expect(page.contains(text), "\(text) for \(email)") }
            }
            #expect(try await google.get("/calendar.google.com/ada@acme.example").text.contains("All day"))
            #expect(try await !google.get("/calendar.google.com/ben@acme.example").text.contains("Review"))
            let path = String(world.google.events[0].url.dropFirst("http://127.0.0.1:8001".count))
            let page = try await google.get(path).text
            #expect(page.contains("Friday 27 November 2026, 10:00 – 10:45") && page.contains("Sent to gina@globex.example"))
            #expect(try await google.get(path.replacing("ada@acme", with: "ben@acme")).status == 404)
        }
    }

    @Test func `the addresses Google's own pages have lead to these`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let mail = try await google.get("/mail.google.com/mail/u/?authuser=ada%40acme.example")
            #expect(mail.status == 303 && mail.header("Location") == "/mail.google.com/ada@acme.example")
            #expect(try await google.get("/mail.google.com/mail/u/?authuser=eve").status == 404)
            let file = try await google.upload(["name": "A"], "x", token: google.connect().access)
            let document = try await google.get("/docs.google.com/document/d/\(file["id"]?.string ?? "")/edit")
            #expect(document.status == 303 && document.header("Location") == file["webViewLink"]?.string)
            #expect(try await google.get("/docs.google.com/document/d/nothing/edit").status == 404)
        }
    }

    @Test func `an event of several days, and one past midnight, say when they end`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let token = try await google.connect().access
            let trip: JSON = ["start": ["date": "2026-11-27"], "end": ["date": "2026-11-30"]]
            let night: JSON = [
                "start": ["dateTime": "2026-11-27T23:00:00", "timeZone": "Asia/Tokyo"],
                "end": ["dateTime": "2026-11-28T01:00:00", "timeZone": "Asia/Tokyo"],
            ]
            for event in [trip, night] { #expect(try await google.insert(event, token: token).status == 200) }
            let pages = world.google.events.map { String($0.url.dropFirst("http://127.0.0.1:8001".count)) }
            #expect(try await google.get(pages[0]).text.contains("Friday 27 November 2026 to Sunday 29 November 2026"))
            #expect(try await google.get(pages[1]).text.contains("Friday 27 November 2026, 23:00 – Saturday 28 November 2026, 01:00"))
        }
    }

    @Test func `the front page leads to every account`() async throws {
        try await GoogleWorld().run { google async throws in
            let page = try await google.get("/").text
            for email in ["ada@acme.example", "gina@globex.example"] {
                for place in Self.places {
                    #expect(page.contains("href=\"/\(place)/\(email)\""))
                    #expect(try await google.get("/\(place)/\(email)").status == 200)
                }
            }
        }
    }

    @Test func `the front page's form changes settings, for all or for one`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let form = [
                ("account", ""), ("testing_mode", "true"), ("answer_delay_ms", ""), ("fail_operation", "mail"), ("fail_status", "500"),
                ("fail_times", "2"),
            ]
            #expect(try await google.post("/sandbox/google/settings", form: form).status == 303)
            let one = [("account", "ben@acme.example"), ("testing_mode", "false"), ("access_token_lifetime", "60")]
            #expect(try await google.post("/sandbox/google/settings", form: one).status == 303)
        }
        #expect(world.google.settings.testingMode)
        #expect(world.google.settings.failNext.map(\.times) == [2])
        #expect(world.google.settings(of: "ben@acme.example").testingMode == false)
        #expect(world.google.settings(of: "ben@acme.example").accessTokenLifetime == 60)
    }

    @Test(
        arguments: [
            ("plain & <simple>", "plain &amp; &lt;simple&gt;"), ("<p>a<br/>b</p>", "<p>a<br>b</p>"),
            ("a &lt;b&gt; &#39; & c", "a &lt;b&gt; &#39; &amp; c"),
            ("<h1>T</h1>", "<h2>T</h2>"), ("<b><i>x</b>y", "<b><i>x</i></b>y"), ("<ul><li>x", "<ul><li>x</li></ul>"), ("</p>x", "x"),
            ("<style>p{}</style>x", "x"), ("<script>if (a<b) {}</SCRIPT>x", "x"), ("<script>never ends", ""),
            ("<!-- c --><!doctype html>x", "x"),
            ("<a href='https://x.example/?a=1&amp;b=2'>x</a>", "<a href=\"https://x.example/?a=1&amp;b=2\" rel=\"noreferrer\">x</a>"),
            ("<a href=\"javascript:x()\">x</a>", "<a>x</a>"), ("<a onclick=\"x\" href=\"data:x\">x</a>", "<a>x</a>"),
            ("<p style=\"color:red\" class=x>x</p>", "<p>x</p>"), ("<img src=x>", "&lt;img src=x&gt;"),
            ("<html><head><title>t</title></head><body>x</body></html>", "x"),
            ("<p title=\"a>b\">x</p>", "<p>x</p>"), ("<", "&lt;"), ("<form action=x>", "&lt;form action=x&gt;"),
        ])
    func `what is kept of HTML can do no harm`(source: String, shown: String) {
        #expect(SafeHTML.content(source).markup == shown)
    }
}
