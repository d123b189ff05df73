import Foundation
import Testing

@testable import Sandbox

@Suite("What happened at Google can be looked up, and a restart forgets nothing")
struct GoogleReportTests {
    @Test func `the log names calls and accounts, never a body or a token`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let tokens = try await google.connect(as: "ben@acme.example")
            _ = try await google.userinfo(tokens.access)
            _ = try await google.send(GoogleMailTests.simple, token: tokens.access)
            _ = try await google.insert(GoogleEventTests.day, token: tokens.access)
            _ = try await google.upload(["name": "A"], "x", token: tokens.access)
            _ = try await google.files("trashed = false", token: "made up")
            _ = try await google.refresh("made up")
            _ = try await google.revoke(tokens.refresh)
        }
        let calls = world.google.calls
        #expect(calls.map(\.operation) == ["token", "userinfo", "mail", "event", "document", "files", "token", "revoke"])
        #expect(calls.map(\.grantType) == ["authorization_code", nil, nil, nil, nil, nil, "refresh_token", nil])
        #expect(calls.map(\.status) == [200, 200, 200, 200, 200, 401, 400, 200])
        #expect(calls.map { $0.account == "ben@acme.example" } == [true, true, true, true, true, false, false, true])
        let log = String(decoding: try JSONEncoder().encode(calls), as: UTF8.self)
        for secret in world.google.issuedSecrets { #expect(!log.contains(secret)) }
    }

    @Test func `the state over HTTP is what the process sees`() async throws {
        let world = try GoogleWorld()
        try await world.run { google async throws in
            let token = try await google.connect().access
            _ = try await google.send(GoogleMailTests.simple, token: token)
            _ = try await google.insert(GoogleEventTests.day, token: token)
            let file: JSON = ["name": "Notes", "mimeType": .string(GoogleDocumentTests.document), "appProperties": ["itemKey": "1"]]
            _ = try await google.upload(file, "<p>x</p>", token: token)
            _ = try await google.settings(["account": "ben@acme.example", "rate_limit_next": 3])
            let state = try await google.get("/sandbox/google/state")
            #expect(state["token_requests"] == 1)
            #expect(state["mails", "0", "subject"] == "Hello")
            #expect(state["mails", "0", "to", "0"] == "ben@acme.example")
            #expect(state["events", "0", "start"] == "2026-11-27")
            #expect(state["events", "0", "created_by"] == "ada@acme.example")
            #expect(state["documents", "0", "content"] == "<p>x</p>")
            #expect(state["documents", "0", "app_properties", "itemKey"] == "1")
            #expect(state["grants", "0", "account"] == "ada@acme.example")
            #expect(state["grants", "0", "refresh_tokens"] == 1)
            #expect(state["settings", "access_token_lifetime"] == 3_599)
            #expect(state["account_settings", "ben@acme.example", "rate_limit_next"] == 3)
            #expect(state["secrets"] == .array(world.google.issuedSecrets.map(JSON.string)))
            #expect(state.header("Cache-Control") == "no-store")
            #expect(world.google.issuedSecrets.count == 4, "code, refresh token, access token, ID token")
        }
    }

    @Test func `somebody new gets an account`() async throws {
        try await GoogleWorld().run { google async throws in
            let account: JSON = ["name": "Ida Blom", "email": "ida@initech.example"]
            #expect(try await google.call(.post, "/sandbox/google/accounts", token: nil, json: account).status == 201)
            #expect(try await google.call(.post, "/sandbox/google/accounts", token: nil, json: account).status == 409)
            let form = [("name", "Jo Ek"), ("email", "jo@initech.example")]
            #expect(try await google.post("/sandbox/google/accounts", form: form).status == 303)
            let token = try await google.connect(as: "ida@initech.example").access
            #expect(try await google.insert(GoogleEventTests.day, token: token).status == 200)
            for bad in [["name": "X", "email": "no mail"], ["name": "X"], ["name": "", "email": "x@x.example"]] as [JSON] {
                #expect(try await google.call(.post, "/sandbox/google/accounts", token: nil, json: bad).status == 400)
            }
        }
    }

    @Test func `tokens, tickets, what arrived and settings live on with a state file`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sandbox-google-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "sandbox.json").path()
        let clock = TestClock()
        let before = try GoogleWorld(stateFile: path, clock: clock)
        let kept = Kept()
        try await before.run { google async throws in
            let tokens = try await google.connect()
            _ = try await google.send(GoogleMailTests.simple, token: tokens.access)
            _ = try await google.insert(GoogleEventTests.day, token: tokens.access)
            _ = try await google.upload(["name": "Kept"], "x", token: tokens.access)
            _ = try await google.settings(["answer_delay_ms": 1, "fail_next": [["operation": "revoke", "status": 500]]])
            let certificates = try await google.get("/www.googleapis.com/oauth2/v3/certs").text
            await kept.keep([tokens.access, tokens.refresh, try await google.code(), try await google.authorize().ticket, certificates])
        }
        let after = try GoogleWorld(stateFile: path, clock: clock)
        let values = await kept.values
        try await after.run { google async throws in
            #expect(try await google.userinfo(values[0]).status == 200)
            #expect(try await google.refresh(values[1]).status == 200)
            #expect(try await google.exchange(values[2]).status == 200)
            let answer = [("ticket", values[3]), ("account", "ada@acme.example"), ("decision", "allow")]
            #expect(try await google.decide(answer).status == 303)
            #expect(try await google.get("/www.googleapis.com/oauth2/v3/certs").text == values[4])
            #expect(try await google.revoke(values[0]).status == 500)
        }
        #expect(after.google.mails == before.google.mails && after.google.mails.count == 1)
        #expect(after.google.events == before.google.events && after.google.documents == before.google.documents)
        #expect(after.google.settings.answerDelay == 1)
        let attributes = try FileManager.default.attributesOfItem(atPath: path + ".google")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `without a file, people keep their ids all the same`() async throws {
        let kept = Kept()
        for _ in 0..<2 {
            try await GoogleWorld().run { google async throws in
                await kept.keep([try await google.userinfo(google.connect().access)["sub"]?.string ?? ""])
            }
        }
        let ids = await kept.values
        #expect(ids.count == 2 && ids[0] == ids[1])
    }

    /// Carries values from one world to the next.
    private actor Kept {
        private(set) var values: [String] = []

        func keep(_ more: [String]) {
            values += more
        }
    }
}
