import Domain
import Foundation
import HTTPTypes
import Storage
import Support
import Testing

@Suite("An operator sets providers up in the browser, and nobody else does")
struct SetupTests {
    private static let path = "/api/v1/providers/linear/application"
    private static let right = ["client_id": "client", "client_secret": "client-secret"]

    /// A server without any application, its operator and a member.
    private static func start(_ base: String = "http://localhost:8000") async throws -> (World, ada: TestBrowser, ben: TestBrowser) {
        let world = try await World(base: base, isConfigured: false)
        return (world, try await world.member("Ada", linear: nil), try await world.member("Ben", linear: nil))
    }

    @Test func `the operator enters an application, and a member connects through it`() async throws {
        let (world, ada, ben) = try await Self.start()
        #expect(try await ben.get("/settings/integrations").text.contains("Not set up on this server"))
        #expect(try await ada.get("/settings/integrations").text.contains("href=\"/setup/linear\""))
        #expect(try await !ben.get("/settings/integrations").text.contains("/setup"))

        let saved = try await ada.submit(
            [("client_id", "client"), ("client_secret", "client-secret")], to: "/setup/linear", from: "/setup/linear")
        #expect(saved.location == "/setup/linear?saved=accepted")
        let page = try await ada.get("/setup/linear?saved=accepted").text
        #expect(page.contains("Saved. Linear accepts this id and secret."))
        #expect(page.contains("Set up by Ada on") && page.contains("value=\"client\""))
        #expect(!page.contains("value=\"client-secret\""))
        #expect(try await ben.connectLinear(as: "ben@acme.example").location?.hasSuffix("status=connected") == true)
        let log = try await ada.api(.get, "/api/v1/activity").list("activity")
        #expect(log.contains { $0["kind"] as? String == "application_set" && $0["cause"] as? String == "Client id client" })
        _ = world
    }

    @Test func `the first screens lead the operator to it and members past it`() async throws {
        let world = try await World(isConfigured: false)
        func join(_ name: String) async throws -> (TestBrowser, String?) {
            let browser = world.browser()
            let fields = [("name", name), ("email", "\(name)@example.org"), ("password", TestBrowser.password), ("time_zone", "UTC")]
            return (browser, try await browser.submit(fields, to: "/signup", from: "/signup").location)
        }
        #expect(try await world.browser().get("/signup").text.contains("The first account runs this server."))
        let (ada, first) = try await join("Ada")
        #expect(first == "/setup")
        let page = try await ada.get("/setup").text
        #expect(page.contains("Skip for now") && page.contains("href=\"/onboarding\""))
        #expect(try await !world.browser().get("/signup").text.contains("The first account"))
        let (ben, second) = try await join("Ben")
        #expect(second == "/onboarding")
        #expect(try await !ben.get("/dashboard-ui").text.contains("href=\"/setup\""))
        #expect(try await ada.get("/dashboard-ui").text.contains("href=\"/setup\""))
        _ = try await ada.api(.put, Self.path, Self.right)
        #expect(try await ada.get("/setup").text.contains("Go on to your own accounts"))
    }

    @Test(arguments: ["Ada", "Ben", nil]) func `only the operator may see or change it`(name: String?) async throws {
        let (world, ada, ben) = try await Self.start()
        let browser = name == "Ada" ? ada : (name == "Ben" ? ben : world.browser())
        let refused: Int? = name == "Ada" ? nil : (name == "Ben" ? 403 : 401)
        let calls: [(HTTPRequest.Method, String, [String: Any]?, Int)] = [
            (.get, Self.path, nil, 200), (.put, Self.path, Self.right, 200), (.post, Self.path + "/test", [:], 200),
            (.delete, Self.path, nil, 204),
        ]
        for (method, path, body, expected) in calls {
            #expect(try await browser.api(method, path, body).status == refused ?? expected, "\(method) \(path)")
        }
        for path in ["/setup", "/setup/linear"] {
            let status = try await browser.get(path).status
            // Who is not signed in is asked to.
            #expect(status == (name == nil ? 303 : refused ?? 200), "\(path)")
        }
        guard name == "Ben" else { return }
        let token = TestBrowser.value(of: "csrf", in: try await ben.get("/settings/account").text) ?? ""
        for path in ["/setup/linear", "/setup/linear/test", "/setup/linear/removal"] {
            #expect(
                try await ben.post([("csrf", token), ("client_id", "client"), ("client_secret", "client-secret")], to: path).status == 403)
        }
        #expect(try await world.database.read(as: .worker) { try ApplicationTable($0).list() }.isEmpty)
    }

    @Test func `what the provider certainly does not accept is not stored, and what was there stays`() async throws {
        let (_, ada, ben) = try await Self.start()
        let wrong = ["client_id": "client", "client_secret": "not the secret".replacing(" ", with: "-")]
        let refused = try await ada.api(.put, Self.path, wrong)
        #expect(refused.status == 422)
        #expect((refused.json["detail"] as? String)?.contains("Linear does not accept this client id with this client secret") == true)
        #expect(try await ada.api(.get, Self.path).json["origin"] as? String == "none")
        #expect(try await ada.api(.put, Self.path, Self.right).status == 200)
        #expect(try await ada.api(.put, Self.path, wrong).status == 422)
        #expect(try await ada.api(.put, Self.path, ["client_id": "stranger", "client_secret": "client-secret"]).status == 422)
        #expect(try await ben.connectLinear(as: "ben@acme.example").location?.hasSuffix("status=connected") == true)
        let form = try await ada.submit([("client_id", "client"), ("client_secret", "wrong")], to: "/setup/linear", from: "/setup/linear")
        #expect(form.status == 422)
        #expect(form.text.contains("Nothing was stored.") && form.text.contains("value=\"client\"") && !form.text.contains("wrong"))
    }

    @Test func `a provider that cannot be asked does not keep anybody from storing it`() async throws {
        let (world, ada, _) = try await Self.start()
        world.transport.next("/oauth/token", .unreachable)
        let saved = try await ada.api(.put, Self.path, Self.right)
        #expect(saved.status == 200)
        #expect((saved.json["test"] as? [String: Any])?["finding"] as? String == "unavailable")
        world.transport.next("/oauth/token", .answers(status: 503, body: "<html>", headers: [:]))
        #expect(try await ada.api(.post, Self.path + "/test", [:]).json["finding"] as? String == "unavailable")
        #expect(try await ada.api(.post, Self.path + "/test", [:]).json["finding"] as? String == "accepted")
    }

    @Test(arguments: ["linear", "google", "slack", "github", "notion", "todoist"])
    func `every provider is set up, tested and connected`(provider: String) async throws {
        let (_, ada, ben) = try await Self.start()
        let path = "/api/v1/providers/\(provider)/application"
        let test = try await ada.api(.post, path + "/test", ["client_id": "client", "client_secret": "wrong-one"])
        #expect(["refused", "secret_wrong"].contains(test.json["finding"] as? String))
        let saved = try await ada.api(.put, path, Self.right)
        #expect((saved.json["test"] as? [String: Any])?["finding"] as? String == "accepted")
        #expect(try await ben.connect(provider, as: "ben@acme.example").location?.hasSuffix("status=connected") == true)
        let page = try await ada.get("/setup/\(provider)").text
        #expect(page.contains("http://localhost:8000/integrations/\(provider)/callback"))
        #expect(page.contains("One connection on this server lives on it"))
    }

    @Test func `a redirect URI the provider does not know is said`() async throws {
        // The sandbox has another address of this server registered.
        let world = try await World(isConfigured: false)
        let ada = try await world.member(linear: nil)
        world.transport.next("/token", .answers(status: 400, body: #"{"error":"redirect_uri_mismatch"}"#, headers: [:]))
        let saved = try await ada.api(.put, "/api/v1/providers/google/application", Self.right)
        #expect((saved.json["test"] as? [String: Any])?["finding"] as? String == "redirect_unknown")
        #expect(saved.json["set_up"] as? Bool == true)
    }

    @Test func `a test by a form needs no script, gives a script the finding alone, and stores nothing`() async throws {
        let (world, ada, _) = try await Self.start()
        let fields = [("client_id", "client"), ("client_secret", "client-secret")]
        let page = try await ada.submit(fields, to: "/setup/linear/test", from: "/setup/linear")
        #expect(page.status == 200 && page.text.contains("Linear accepts this id and secret."))
        #expect(page.text.contains("value=\"client\"") && !page.text.contains("value=\"client-secret\""))
        let token = TestBrowser.value(of: "csrf", in: page.text) ?? ""
        func script(_ fields: String) async throws -> TestBrowser.Reply {
            try await ada.send(
                .post, "/setup/linear/test",
                headers: [
                    "Accept": "application/json", "Origin": "http://localhost:8000", "Content-Type": "application/x-www-form-urlencoded",
                ], body: Array("csrf=\(token)&\(fields)".utf8))
        }
        #expect(try await script("client_id=client&client_secret=client-secret").json["ok"] as? Bool == true)
        let wrong = try await script("client_id=client&client_secret=wrong").json
        #expect(wrong["ok"] as? Bool == false && (wrong["message"] as? String)?.hasPrefix("Linear does not accept") == true)
        #expect(try await script("client_id=&client_secret=").status == 409)
        #expect(try await script("client_id=a+b&client_secret=c").status == 400)
        #expect(try await world.database.read(as: .worker) { try ApplicationTable($0).list() }.isEmpty)
    }

    @Test func `a stored secret serves on for the same id, and never for another`() async throws {
        let (world, ada, _) = try await Self.start()
        #expect(try await ada.api(.put, Self.path, Self.right.merging(["webhook_secret": "sign"]) { $1 }).status == 200)
        #expect(try await ada.api(.put, Self.path, ["client_id": "client"]).json["has_webhook_secret"] as? Bool == true)
        #expect(try await ada.api(.put, Self.path, ["client_id": "other"]).status == 400)
        #expect(
            try await ada.api(.put, Self.path, ["client_id": "client", "webhook_secret": NSNull()]).json["has_webhook_secret"] as? Bool
                == false)
        #expect(try await ada.api(.post, Self.path + "/test", [:]).json["finding"] as? String == "accepted")
        _ = world
    }

    @Test(arguments: [
        #"{}"#, #"{"client_id":5}"#, #"{"client_id":"","client_secret":"x"}"#, #"{"client_id":"a b","client_secret":"x"}"#, "[", "",
    ])
    func `bad input is refused and changes nothing`(body: String) async throws {
        let (world, ada, _) = try await Self.start()
        let reply = try await ada.send(
            .put, Self.path, headers: ["Content-Type": "application/json", "Origin": "http://localhost:8000"], body: Array(body.utf8))
        #expect(reply.status == 400)
        #expect(try await ada.api(.put, "/api/v1/providers/nobody/application", Self.right).status == 404)
        #expect(try await ada.get("/setup/nobody").status == 404)
        #expect(try await ada.api(.delete, Self.path).status == 404)
        #expect(try await world.database.read(as: .worker) { try ApplicationTable($0).list() }.isEmpty)
    }

    @Test func `the environment wins, and shows no fields`() async throws {
        let world = try await World()
        let ada = try await world.member()
        let page = try await ada.get("/setup/linear").text
        #expect(page.contains("LINEAR_OAUTH_CLIENT_ID, LINEAR_OAUTH_CLIENT_SECRET") && !page.contains("name=\"client_secret\""))
        #expect(try await ada.api(.put, Self.path, Self.right).status == 409)
        #expect(try await ada.api(.delete, Self.path).status == 409)
        #expect(try await ada.api(.get, Self.path).json["origin"] as? String == "environment")
        #expect(try await ada.api(.post, Self.path + "/test", [:]).json["finding"] as? String == "accepted")
        // A row from before the variables were set counts for nothing.
        let ben = try await world.member("Ben", linear: nil)
        let id = Person.ID(try #require(try await ben.api(.get, "/api/v1/person").json["id"] as? String))
        try await world.database.transaction(as: .worker) { session in
            try ApplicationTable(session).set(
                .init(provider: "linear", clientID: "old", clientSecret: [1], webhookSecret: [2], setBy: id, setAt: world.clock.now))
        }
        #expect(try await ada.api(.get, Self.path).json["client_id"] as? String == "client")
        #expect(try await ben.connectLinear(as: "ben@acme.example").location?.hasSuffix("status=connected") == true)
    }

    @Test func `removing it says what stops and keeps every connection`() async throws {
        let (world, ada, ben) = try await Self.start()
        _ = try await ada.api(.put, Self.path, Self.right)
        try await ben.connectLinear(as: "ben@acme.example")
        let page = try await ada.get("/setup/linear").text
        #expect(page.contains("One connection on this server lives on it: it is no longer renewed"))
        #expect(try await ada.submit([], to: "/setup/linear/removal", from: "/setup/linear").location == "/setup?removed=linear")
        #expect(try await ada.get("/setup?removed=linear").text.contains("The application at Linear is removed."))
        #expect(try await !ada.get("/setup?removed=<b>evil").text.contains("evil"))
        #expect(try await ben.api(.get, "/integrations/linear/status").json["connected"] as? Bool == true)
        #expect(try await ben.api(.get, "/integrations/linear/connect").status == 409)
        // What is due waits, and goes on with the same application.
        world.clock.advance(by: 86400)
        _ = try await world.connections.refreshDue()
        #expect(try await ben.api(.get, "/integrations/linear/status").json["state"] as? String == "connected")
        _ = try await ada.api(.put, Self.path, Self.right)
        #expect(try await world.connections.refreshDue() == 1)
        #expect(try await ben.api(.get, "/api/v1/destinations/linear.issue/choices").status == 200)
        let kinds = try await ada.api(.get, "/api/v1/activity").list("activity").compactMap { $0["kind"] as? String }
        #expect(kinds.contains("application_removed"))
    }

    @Test func `a signing secret entered here makes a webhook heard`() async throws {
        let (world, ada, _) = try await Self.start()
        func post() async throws -> Int {
            let sent = Int(world.clock.now.timeIntervalSince1970 * 1000)
            let body = Array(#"{"action":"revoked","type":"OAuthApp","organizationId":"x","webhookTimestamp":\#(sent)}"#.utf8)
            let signature = Hex.encode(Digest.authentication(of: body, key: Array("the-signing-secret".utf8)))
            return try await world.browser().send(
                .post, "/webhooks/linear", headers: ["Linear-Signature": signature, "Content-Type": "application/json"], body: body
            ).status
        }
        #expect(try await post() == 404)
        _ = try await ada.api(.put, Self.path, Self.right.merging(["webhook_secret": "the-signing-secret"]) { $1 })
        #expect(try await post() == 200)
        _ = try await ada.api(.delete, Self.path)
        #expect(try await post() == 404)
    }

    @Test func `no secret is found anywhere afterwards`() async throws {
        let (world, ada, ben) = try await Self.start()
        let secrets = ["client-secret", "wrong-secret-4711", "signing-secret-4712"]
        var pages = ""
        func note(_ reply: TestBrowser.Reply) { pages += "\(reply.head)\(reply.text)" }
        note(
            try await ada.submit(
                [("client_id", "client"), ("client_secret", "wrong-secret-4711")], to: "/setup/linear", from: "/setup/linear"))
        note(try await ada.api(.put, Self.path, ["client_id": "client", "client_secret": "wrong-secret-4711"]))
        note(
            try await ada.submit(
                [("client_id", "client"), ("client_secret", "client-secret"), ("webhook_secret", "signing-secret-4712")],
                to: "/setup/linear",
                from: "/setup/linear"))
        note(
            try await ada.submit(
                [("client_id", "client"), ("client_secret", "client-secret")], to: "/setup/linear/test", from: "/setup/linear"))
        note(try await ada.api(.post, Self.path + "/test", Self.right))
        try await ben.connectLinear(as: "ben@acme.example")
        for path in ["/setup", "/setup/linear", "/settings/activity", "/settings/integrations", Self.path, "/api/v1/activity", "/metrics"] {
            note(try await ada.get(path))
        }
        // The field is called so, too.
        for name in ["\"client-secret\"", "\"client-secret-hint\""] { pages = pages.replacing("=" + name, with: "") }
        let traces = Data(try world.traces()) + Data(pages.utf8)
        for secret in secrets {
            for form in [secret, Data(secret.utf8).base64EncodedString(), Hex.encode(Array(secret.utf8))] {
                #expect(traces.range(of: Data(form.utf8)) == nil, "\(form)")
            }
        }
    }

    @Test func `somebody with an account becomes the operator by the code`() async throws {
        let world = try await World(base: "https://meetings.example.org", isConfigured: false)
        #expect(try await world.browser().get("/signup").text.contains("name=\"setup_code\""))
        let ada = try await world.member("Ada", linear: nil)
        #expect(try await ada.get("/setup").text.contains("Who runs this server?"))
        let code = try #require(try await world.product.accounts.makeSetupCode()).reveal()
        let wrong = try await ada.submit([("setup_code", "7777-7777-7777")], to: "/setup/operator", from: "/setup")
        #expect(wrong.status == 403 && wrong.text.contains("This setup code is not right"))
        #expect(try await ada.submit([("setup_code", code)], to: "/setup/operator", from: "/setup").location == "/setup")
        #expect(try await ada.get("/setup").text.contains("Set up this server"))
        #expect(try await ada.api(.get, "/api/v1/person").json["is_operator"] as? Bool == true)
        let ben = try await world.member("Ben", linear: nil)
        #expect(try await ben.api(.post, "/api/v1/operator", ["code": code]).status == 403)
        #expect(try await ben.api(.post, "/api/v1/operator", [:]).status == 400)
        #expect(try await world.browser().api(.post, "/api/v1/operator", ["code": code]).status == 401)
        #expect(try Data(world.traces()).range(of: Data(code.utf8)) == nil)
        #expect(try await !world.browser().get("/signup").text.contains("name=\"setup_code\""))
    }

    @Test func `an operator who signs up with the code is sent to the setup`() async throws {
        let world = try await World(base: "https://meetings.example.org", isConfigured: false)
        let code = try #require(try await world.product.accounts.makeSetupCode()).reveal()
        let fields = [("name", "Ada"), ("email", "ada@example.org"), ("password", TestBrowser.password), ("time_zone", "UTC")]
        let wrong = try await world.browser().submit(fields + [("setup_code", "nonsense")], to: "/signup", from: "/signup")
        #expect(wrong.status == 403 && wrong.text.contains("This setup code is not right"))
        let reply = try await world.browser().submit(fields + [("setup_code", code)], to: "/signup", from: "/signup")
        #expect(reply.status == 303 && reply.location == "/setup")
        let body = ["name": "Ben", "email": "ben@example.org", "password": TestBrowser.password, "setup_code": code]
        #expect(try await world.browser().api(.post, "/api/v1/people", body).status == 403)
    }
}
