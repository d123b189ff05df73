import Foundation
import HTTPTypes
import Testing

@testable import Sandbox

@Suite("What happened at Slack can be looked up, and outlives a restart")
struct SlackReportTests {
    @Test func `the state over HTTP says what arrived`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let token = try await slack.connect().user
            _ = try await slack.call("chat.postMessage", [("channel", "general"), ("text", "Hello <!channel>")], token: token)
            let state = try await slack.get("/sandbox/slack/state")
            #expect(state["token_requests"] == 1)
            #expect(state["messages", "0", "reading"] == "Hello @channel")
            #expect(state["messages", "0", "mentions", "0"] == "@channel")
            #expect(state["messages", "0", "author_email"] == "ada@acme.example")
            #expect(state["channels", "0", "name"] == "general")
            #expect(state["installations", "0", "workspace"] == "acme")
            #expect(state["settings", "rotation_grace"] == 60)
            #expect(state["secrets"] == .array(world.slack.issuedSecrets.map(JSON.string)))
            #expect(state.strings("operation", of: "calls") == ["token", "chat.postMessage"])
            #expect(state.header("Cache-Control") == "no-store")
        }
        let log = String(decoding: try JSONEncoder().encode(world.slack.calls), as: UTF8.self)
        for secret in world.slack.issuedSecrets { #expect(!log.contains(secret)) }
        #expect(world.slack.calls.map(\.account) == ["ada@acme.example", "ada@acme.example"])
    }

    @Test func `somebody new gets an account and a workspace`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let account: JSON = ["name": "Ida Blom", "email": "ida@initech.example", "workspace": "Initech", "domain": "initech"]
            #expect(try await slack.post("/sandbox/slack/accounts", json: account).status == 201)
            #expect(try await slack.post("/sandbox/slack/accounts", json: account).status == 409)
            #expect(try await slack.post("/sandbox/slack/accounts", json: ["name": "X", "email": "no mail", "domain": "x"]).status == 400)
            let token = try await slack.connect(as: "ida@initech.example").user
            #expect(try await slack.call("chat.postMessage", [("channel", "general"), ("text", "First")], token: token).isOK)
        }
        #expect(world.slack.messages.map(\.workspace) == ["initech"])
    }

    @Test func `with a state file, a restart forgets nothing`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "slack-tests-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "sandbox.json").path()
        let clock = TestClock()
        let before = try SlackWorld(stateFile: path, clock: clock)
        try await before.run { slack async throws in
            _ = try await slack.settings(["token_rotation": true, "events_url": "http://localhost:8000/x"])
            let token = try await slack.connect().user
            _ = try await slack.call("chat.postMessage", [("channel", "general"), ("text", "Kept")], token: token)
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: path + ".slack")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let after = try SlackWorld(stateFile: path, clock: clock)
        #expect(after.slack.messages.map(\.text) == ["Kept"])
        #expect(after.slack.settings.tokenRotation == true)
        let secrets = before.slack.issuedSecrets
        #expect(after.slack.issuedSecrets == secrets)
        try await after.run { slack async throws in
            let token = try #require(secrets.first { $0.hasPrefix("xoxe.xoxp-") })
            #expect(try await slack.call("auth.test", token: token).isOK)
        }
    }

    @Test func `pages have one heading, a band, a policy and no script`() async throws {
        let world = try SlackWorld()
        try world.slack.addAccount(name: "<b>Eve</b>", email: "\"><script>@x.example", workspace: "W", domain: "acme")
        try await world.run { slack async throws in
            let token = try await slack.connect().user
            let script = "<script>alert('1')</script> <https://x.example/\"onx|<b>>"
            _ = try await slack.call("chat.postMessage", ["channel": "general", "text": .string(script)], token: token)
            let id = try #require(world.slack.messages.first?.channelID)
            for path in [
                "/acme.slack.com", "/acme.slack.com/archives/\(id)", "/globex.slack.com", "/nowhere.slack.com",
                "/acme.slack.com/archives/C0NOWHERE", "/slack.com/oauth/v2/authorize?" + SlackDriver.encoded(SlackDriver.request),
            ] {
                let page = try await slack.get(path)
                #expect(page.text.matches(of: /<h1[ >]/).count == 1, "\(path)")
                #expect(page.text.contains("not the real Slack"), "\(path)")
                #expect(!page.text.contains("<script") && !page.text.contains("<b>"), "\(path)")
                #expect(page.header("Content-Security-Policy")?.contains("default-src 'none'") == true)
            }
            let front = try await slack.get("/")
            #expect(front.text.contains("/acme.slack.com") && front.text.contains("/linear.app/acme"))
            #expect(!front.text.contains("<script"))
        }
    }

    @Test func `a workspace's page can remove an app and bring it into a channel`() async throws {
        let world = try SlackWorld()
        try await world.run { slack async throws in
            let tokens = try await slack.connect()
            #expect(try await slack.get("/acme.slack.com").text.contains("Its own bot, allowed by ada@acme.example"))
            let invited = try await slack.post(
                "/sandbox/slack/invitations", form: [("channel", "product"), ("workspace", "acme"), ("back", "/acme.slack.com")])
            #expect(invited.status == 303 && invited.header("Location") == "/acme.slack.com")
            #expect(try await slack.post("/sandbox/slack/withdraw", form: [("account", "ada@acme.example")]).status == 303)
            #expect(try await slack.call("auth.test", token: tokens.bot).error == "account_inactive")
            #expect(try await slack.get("/acme.slack.com").text.contains("No app is installed"))
        }
    }
}
