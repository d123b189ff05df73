import Domain
import Foundation
import LiveSupport
import Storage
import Support
import Testing

/// What scans the codes in these tests.
private let iPhone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"

@Suite("A phone connects for the person who shows the code, and for nobody else")
struct PhoneTests {
    private static let page = ["Accept": "text/html", "User-Agent": iPhone]

    /// Makes a code.
    ///
    /// - Returns: the path it leads to.
    private static func code(_ desktop: TestBrowser, provider: String = "linear") async throws -> String {
        let reply = try await desktop.api(.get, "/integrations/\(provider)/qr")
        #expect(reply.status == 200)
        return try #require(reply.json["url"] as? String).replacing("http://localhost:8000", with: "")
    }

    /// Another browser in which somebody signs in.
    private static func phone(_ world: World, of name: String = "ada") async throws -> TestBrowser {
        let phone = world.browser()
        let body = ["email": "\(name)@example.org", "password": TestBrowser.password]
        #expect(try await phone.api(.post, "/api/v1/session", body).status == 201)
        return phone
    }

    private static func press(_ phone: TestBrowser, _ path: String) async throws -> TestBrowser.Reply {
        let token = TestBrowser.value(of: "csrf", in: try await phone.get("/settings/account").text) ?? ""
        return try await phone.send(
            .post, path,
            headers: [
                "Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html", "Origin": "http://localhost:8000",
                "User-Agent": iPhone,
            ], body: Array("csrf=\(TestBrowser.escape(token))".utf8))
    }

    /// The whole way on the phone, from the scanned code to the callback.
    private static func connect(_ phone: TestBrowser, _ path: String, as account: String = "ada@acme.example") async throws
        -> TestBrowser.Reply
    {
        let started = try await press(phone, path)
        #expect(started.status == 303)
        let back = try await phone.decide(at: started.location ?? "", account: account, decision: "allow")
        return try await phone.get(back)
    }

    private static func activity(_ browser: TestBrowser) async throws -> [[String: Any]] {
        try await browser.api(.get, "/api/v1/activity").list("activity")
    }

    // MARK: Q1

    @Test(.enabled(if: CodeReader.isInstalled || ProcessInfo.processInfo.environment["CI"] != nil, "zbarimg is not installed"))
    func `the code holds a handle and nothing that grants anything`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let reply = try await ada.api(.get, "/integrations/linear/qr")
        #expect(reply.json["provider"] as? String == "linear")
        let text = try CodeReader.text(inData: try #require(reply.json["qr_code"] as? String))
        #expect(text == reply.json["url"] as? String)
        let handle = try #require(text.split(separator: "/").last)
        #expect(text == "http://localhost:8000/connect/phone/\(handle)")
        #expect(handle.utf8.count == 43 && Base64URL.decode(String(handle))?.count == 32)
        let person = try await ada.api(.get, "/api/v1/person").json["id"] as? String ?? ""
        for secret in [person] + ada.cookies.values { #expect(!text.contains(secret)) }
        let expiry = try Date(try #require(reply.json["expires_at"] as? String), strategy: .iso8601)
        #expect(abs(expiry.timeIntervalSince(world.clock.now) - 300) < 2)
    }

    @Test func `a fresh phone gets the login page, which leads back, and no way to the provider`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let path = try await Self.code(ada)
        let phone = world.browser()
        let reply = try await phone.send(.get, path, headers: Self.page)
        #expect(reply.status == 303 && reply.location == "/login?next=" + path)
        #expect(try await phone.post([], to: path).status == 403)
        let login = try await phone.submit(
            [("email", "ada@example.org"), ("password", TestBrowser.password), ("next", path)], to: "/login", from: "/login?next=" + path)
        #expect(login.location == path)
        #expect(try await phone.get(path).text.contains("Continue to Linear"))
        #expect(try await phone.api(.get, path.replacing("/connect", with: "/nowhere")).status == 404)
    }

    @Test func `a program without a session is told so`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        #expect(try await world.browser().send(.get, try await Self.code(ada)).status == 401)
        #expect(try await world.browser().send(.get, "/integrations/linear/qr").status == 401)
    }

    // MARK: Q2

    @Test func `somebody else's phone is refused, and both are told without learning of each other`() async throws {
        let world = try await World()
        let ada = try await world.member("Ada", linear: nil)
        let ben = try await world.member("Ben", linear: nil)
        let path = try await Self.code(ada)
        for _ in 0..<2 {
            let reply = try await ben.get(path)
            #expect(reply.status == 403)
            #expect(reply.text.contains("This code was made in another account"))
            #expect(!reply.text.contains("Ada") && !reply.text.contains("ada@example.org"))
        }
        #expect(try await Self.press(ben, path).status == 403)
        #expect(world.sandbox.linear.tokenRequests == 0)
        let owners = try await Self.activity(ada).filter { $0["kind"] as? String == "connect_refused" }
        #expect(owners.count == 1)
        #expect(owners.first?["provider"] as? String == "linear")
        #expect(owners.first?["address"] is NSNull)
        let own = try await Self.activity(ben).filter { $0["kind"] as? String == "request_refused" }
        #expect(own.count == 3)
        for entry in owners + own { #expect(!"\(entry)".lowercased().contains("ben@") && !"\(entry)".contains("ada@")) }
        // It is still good for the one who made it.
        #expect(try await Self.connect(try await Self.phone(world), path).status == 303)
    }

    @Test func `the same person is looked for again before the token request`() async throws {
        let world = try await World()
        let ada = try await world.member("Ada", linear: nil)
        let phone = try await Self.phone(world)
        let started = try await Self.press(phone, try await Self.code(ada))
        let back = try await phone.decide(at: started.location ?? "", account: "ada@acme.example", decision: "allow")
        let ben = try await world.member("Ben", linear: nil)
        #expect(try await ben.get(back).location?.contains("status=error") == true)
        // The computer that showed the code cannot finish for the phone either.
        #expect(try await ada.get(back).location?.contains("reason=other_browser") == true)
        #expect(world.sandbox.linear.tokenRequests == 0)
    }

    // MARK: Q3

    @Test func `a link works once`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let (phone, path) = (try await Self.phone(world), try await Self.code(ada))
        #expect(try await phone.get(path).status == 200)
        #expect(try await phone.get(path).status == 200)
        #expect(try await Self.press(phone, path).status == 303)
        #expect(try await Self.press(phone, path).status == 410)
        let reply = try await phone.get(path)
        #expect(reply.status == 410 && reply.text.contains("This code was used already."))
    }

    @Test func `the computer is told that the code was opened, and says so until a new one is shown or the phone has had its time`()
        async throws
    {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let (phone, path) = (try await Self.phone(world), try await Self.code(ada))
        func says() async throws -> Bool {
            try await ada.get("/integrations/linear/phone").text.contains("The code was opened on your phone")
        }
        #expect(try await !says())
        let (topics, person) = (world.database.announcements(), try await ada.api(.get, "/api/v1/person").json["id"] as? String ?? "")
        #expect(try await Self.press(phone, path).status == 303)
        let told = await topics.first { $0 == .person(Person.ID(person), .connections) }
        #expect(told != nil)
        #expect(try await says())
        _ = try await Self.code(ada)
        #expect(try await !says())
        #expect(try await Self.press(phone, try await Self.code(ada)).status == 303)
        #expect(try await says())
        world.clock.advance(by: 901)
        #expect(try await !says())
    }

    @Test func `of many who press at once one goes on`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let (phone, path) = (try await Self.phone(world), try await Self.code(ada))
        let statuses = try await withThrowingTaskGroup { group in
            for _ in 0..<10 { group.addTask { try await Self.press(phone, path).status } }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.sorted() == [303] + Array(repeating: 410, count: 9))
    }

    @Test func `after five minutes it is too late, for a day it is remembered, and then it is unknown`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let (phone, path) = (try await Self.phone(world), try await Self.code(ada))
        world.clock.advance(by: 299)
        #expect(try await phone.get(path).status == 200)
        world.clock.advance(by: 2)
        #expect(try await phone.get(path).status == 410)
        #expect(try await Self.press(phone, path).status == 410)
        #expect(try await phone.get(path).text.contains("older than five minutes"))
        world.clock.advance(by: 86400)
        _ = try await Self.code(ada)
        #expect(try await phone.get(path).status == 404)
    }

    @Test func `a new code voids the one before of the same provider, and no other`() async throws {
        let world = try await World()
        let ada = try await world.member("Ada", linear: nil)
        let ben = try await world.member("Ben", linear: nil)
        let phone = try await Self.phone(world)
        let first = try await Self.code(ada)
        let google = try await Self.code(ada, provider: "google")
        let foreign = try await Self.code(ben)
        let second = try await Self.code(ada)
        #expect(try await phone.get(first).status == 410)
        #expect(try await phone.get(first).text.contains("A newer code has taken the place"))
        #expect(try await phone.get(second).text.contains("Continue to Linear"))
        #expect(try await phone.get(google).text.contains("Continue to Google"))
        #expect(try await ben.get(foreign).status == 200)
    }

    @Test func `of codes made at once one is left`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let paths = try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { try await Self.code(ada) } }
            return try await group.reduce(into: [String]()) { $0.append($1) }
        }
        var good = 0
        for path in paths where try await ada.get(path).status == 200 { good += 1 }
        #expect(good == 1)
    }

    @Test func `only the hash is kept, and the handle is in no log`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let path = try await Self.code(ada)
        let handle = try #require(path.split(separator: "/").last)
        _ = try await ada.get(path)
        _ = try await world.browser().get(path)
        _ = try await ada.get(path + "/more")
        #expect(Data(try world.traces()).range(of: Data(handle.utf8)) == nil)
        #expect(world.logs.text.contains("/connect/phone/…"))
        let rows = try await world.database.read(as: .anonymous) { session in
            try session.run("select handle_hash from phone_links").map { try $0.blob("handle_hash") }
        }
        #expect(rows == [Secret(String(handle)).fingerprint])
    }

    @Test func `a person's links do not pile up`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        for _ in 0..<60 { _ = try await Self.code(ada) }
        let count = try await world.database.read(as: .anonymous) { try $0.run("select count(*) as n from phone_links")[0].integer("n") }
        #expect(count == 51)
    }

    // MARK: Q4

    @Test func `guessing finds nothing and is slowed down`() async throws {
        let world = try await World()
        let ada = try await world.member("Ada", linear: nil)
        let mallory = try await world.member("Mallory", linear: nil)
        let path = try await Self.code(ada)
        var statuses: [Int: Int] = [:]
        var random = SystemRandomNumberGenerator()
        for _ in 0..<1000 {
            let guess = Base64URL.encode((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) })
            statuses[try await mallory.get("/connect/phone/\(guess)").status, default: 0] += 1
        }
        #expect(statuses == [404: 20, 429: 980])
        let blocked = try await mallory.get(path)
        #expect(blocked.status == 429 && Int(blocked.header("Retry-After") ?? "").map { (1...600).contains($0) } == true)
        // Nobody else is held up, and it does not last.
        #expect(try await ada.get(path).status == 200)
        world.clock.advance(by: 601)
        #expect(try await mallory.get("/connect/phone/guess").status == 404)
    }

    @Test func `of guesses made all at once no more are answered than one after the other`() async throws {
        let world = try await World()
        let mallory = try await world.member("Mallory", linear: nil)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<200 { group.addTask { try await mallory.get("/connect/phone/guess-\(number)").status } }
            return try await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(statuses == [404: 20, 429: 180])
    }

    @Test(arguments: ["%00", "%FF", "a", String(repeating: "a", count: 5000), "..%2F..%2Fetc", "%3Cscript%3E"])
    func `an odd handle is unknown`(handle: String) async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let reply = try await ada.get("/connect/phone/\(handle)")
        #expect([400, 404].contains(reply.status))
        #expect(!reply.text.contains("<script>e"))
    }

    // MARK: Q5

    @Test func `the computer shows device, time and account, with Undo, and the log keeps it`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let waiting = try await ada.get("/integrations/linear/phone").text
        #expect(waiting.contains("data-pending=\"true\"") && waiting.contains("Waiting for your phone"))
        let phone = try await Self.phone(world)
        let reply = try await Self.connect(phone, try await Self.code(ada))
        #expect(reply.location == "/integrations/linear/phone/done?integration=linear&status=connected")
        let done = try await phone.get(reply.location ?? "").text
        #expect(done.contains("Linear connected.") && done.contains("You can put the phone away."))

        let page = try await ada.get("/integrations/linear/phone").text
        #expect(page.contains("data-pending=\"false\""))
        #expect(page.contains("Linear is connected as ada@acme.example · Acme"))
        #expect(page.contains("From Safari on iPhone"))
        let card = try await ada.get("/settings/integrations").text
        #expect(card.contains("connected from Safari on iPhone"))
        #expect(try await ada.api(.get, "/integrations/linear/status").json["device"] as? String == "Safari on iPhone")
        let entry = try #require(try await Self.activity(ada).first { $0["kind"] as? String == "connected" })
        #expect(entry["cause"] as? String == "ada@acme.example · Acme, from a phone: Safari on iPhone")
        let german = try await ada.send(.get, "/settings/activity", headers: ["Accept": "text/html", "Accept-Language": "de"]).text
        #expect(german.contains("mit dem Telefon: Safari auf iPhone"))

        let undone = try await ada.submit([], to: "/integrations/linear/disconnect", from: "/integrations/linear/phone")
        #expect(undone.status == 303 && undone.location?.contains("revocation=revoked") == true)
        #expect(world.sandbox.linear.revokedTokens == 1)
        #expect(try await ada.get("/integrations/linear/phone").text.contains("Waiting for your phone"))
    }

    @Test func `reconnected from the computer, no device is named any more`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        _ = try await Self.connect(try await Self.phone(world), try await Self.code(ada))
        try await ada.connectLinear(as: "ada@acme.example")
        #expect(try await ada.api(.get, "/integrations/linear/status").json["device"] is NSNull)
    }

    @Test func `another account than the one connected is asked about on the phone`() async throws {
        let world = try await World()
        let ada = try await world.member()
        let (phone, path) = (try await Self.phone(world), try await Self.code(ada))
        #expect(try await Self.connect(phone, path, as: "gina@globex.example").location == "/integrations/linear/replacement")
        let page = "/integrations/linear/replacement"
        let decided = try await phone.submit([("decision", "replace")], to: page, from: page)
        #expect(decided.location == "/integrations/linear/phone/done?integration=linear&status=replaced")
        #expect(try await ada.get("/integrations/linear/phone").text.contains("Linear is connected as gina@globex.example · Globex"))
        #expect(try await ada.api(.get, "/integrations/linear/status").json["device"] as? String == "Safari on iPhone")
    }

    @Test func `connected otherwise, no device is named`() async throws {
        let world = try await World()
        let ada = try await world.member()
        #expect(try await ada.api(.get, "/integrations/linear/status").json["device"] is NSNull)
        let page = try await ada.get("/integrations/linear/phone").text
        #expect(page.contains("Linear is connected as") && !page.contains("From "))
    }

    @Test func `what the phone calls itself is text and nothing else`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let phone = try await Self.phone(world)
        let path = try await Self.code(ada)
        let token = TestBrowser.value(of: "csrf", in: try await phone.get(path).text) ?? ""
        let started = try await phone.send(
            .post, path,
            headers: [
                "Content-Type": "application/x-www-form-urlencoded", "Origin": "http://localhost:8000",
                "User-Agent": "<img src=x onerror=alert(1)>",
            ], body: Array("csrf=\(TestBrowser.escape(token))".utf8))
        let back = try await phone.decide(at: started.location ?? "", account: "ada@acme.example", decision: "allow")
        _ = try await phone.get(back)
        for page in ["/integrations/linear/phone", "/settings/integrations", "/settings/activity"] {
            let text = try await ada.get(page).text
            #expect(text.contains("&lt;img src=x") && !text.contains("<img src=x"), "\(page)")
        }
    }

    // MARK: The pages and the route

    @Test func `the button shows a code without a script, and opening the page makes none`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        #expect(try await ada.get("/settings/integrations").text.contains("href=\"/integrations/linear/phone\""))
        let page = try await ada.get("/integrations/linear/phone").text
        #expect(!page.contains("data:image") && page.contains("Show the code"))
        let count: @Sendable () async throws -> Int64 = {
            try await world.database.read(as: .anonymous) { try $0.run("select count(*) as n from phone_links")[0].integer("n") }
        }
        #expect(try await count() == 0)
        let shown = try await ada.submit([], to: "/integrations/linear/phone", from: "/integrations/linear/phone")
        #expect(shown.status == 200 && shown.text.contains("src=\"data:image/png;base64,") && shown.text.contains("New code"))
        #expect(try await count() == 1)
        #expect(try await ada.send(.head, "/integrations/linear/qr").status >= 400)
        #expect(try await count() == 1)
    }

    @Test func `the page names who is logged in before anything begins`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let page = try await ada.get(try await Self.code(ada)).text
        #expect(page.contains("<strong>Ada</strong> (ada@example.org)"))
        #expect(page.contains("Go on only if you opened this code yourself"))
    }

    @Test func `a cancelled consent connects nothing, and the phone says so`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let phone = try await Self.phone(world)
        let started = try await Self.press(phone, try await Self.code(ada))
        let back = try await phone.decide(at: started.location ?? "", account: "ada@acme.example", decision: "cancel")
        let end = try await phone.get(back).location ?? ""
        #expect(end == "/integrations/linear/phone/done?integration=linear&status=error&reason=cancelled")
        let page = try await phone.get(end).text
        #expect(page.contains("Linear is not connected.") && page.contains("You cancelled. Nothing was connected."))
    }

    @Test func `a browser that goes to the route gets the page, and another site's request nothing`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let path = try await Self.code(ada)
        #expect(try await ada.get("/integrations/linear/qr").location == "/integrations/linear/phone")
        for site in ["cross-site", "same-site"] {
            let reply = try await ada.send(.get, "/integrations/linear/qr", headers: ["Accept": "image/*", "Sec-Fetch-Site": site])
            #expect(reply.status == 403)
        }
        #expect(try await ada.get(path).status == 200)
    }

    @Test func `a provider nobody knows, or that is not set up, has no code`() async throws {
        let world = try await World(isConfigured: false)
        let ada = try await world.member(linear: nil)
        #expect(try await ada.api(.get, "/integrations/nowhere/qr").status == 404)
        #expect(try await ada.get("/integrations/nowhere/phone").status == 404)
        #expect(try await ada.api(.get, "/integrations/linear/qr").status == 409)
    }

    @Test func `a bearer token may make a code for its person`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let token = try await ada.api(.post, "/api/v1/tokens", ["name": "script"]).json["token"] as? String ?? ""
        let reply = try await world.browser().send(.get, "/integrations/linear/qr", headers: ["Authorization": "Bearer \(token)"])
        let path = try #require(reply.json["url"] as? String).replacing("http://localhost:8000", with: "")
        #expect(try await ada.get(path).status == 200)
    }

    @Test func `a form of another site does not go on`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let path = try await Self.code(ada)
        #expect(try await ada.post([], to: path, origin: "https://evil.example").status == 403)
        #expect(try await ada.post([("csrf", "made up")], to: path).status == 403)
        #expect(try await ada.get(path).status == 200)
    }
}
