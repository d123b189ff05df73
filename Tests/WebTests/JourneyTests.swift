import Foundation
import Support
import Testing

@Suite("The main job, through the pages and the API")
struct JourneyTests {
    static let transcript = """
        WEBVTT

        00:00:02.000 --> 00:00:06.000
        Ben Carter: I'll send the release notes to the customers by Friday.

        00:00:07.000 --> 00:00:11.000
        Ada Lovelace: Clara, can you fix the login bug by Monday?

        00:00:12.000 --> 00:00:13.000
        Clara Diaz: Sure, will do.
        """

    @Test func `a person connects, uploads, sends, and finds the issues in their own Linear`() async throws {
        let world = try await World()
        let ada = try await world.member()
        let meeting = try await ada.api(.post, "/api/v1/meetings", ["title": "Weekly", "transcript": Self.transcript])
        #expect(meeting.status == 201)
        #expect(meeting.list("action_items").count == 2)
        let id = try #require(meeting.json["id"] as? String)
        let sent = try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", [:])
        #expect(sent.status == 202)
        try await world.courier.runUntilIdle()
        let deliveries = try await ada.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries")
        #expect(deliveries.map { $0["state"] as? String } == ["delivered", "delivered"])
        let issues = world.sandbox.linear.issues(inWorkspace: "acme")
        #expect(Set(issues.map(\.title)) == Set(meeting.list("action_items").compactMap { $0["title"] as? String }))
        #expect(Set(issues.compactMap(\.assignee)) == ["Ben Carter", "Clara Diaz"])
        #expect(Set(issues.compactMap(\.dueDate)) == ["2026-11-27", "2026-11-23"])
        #expect(Set(deliveries.compactMap { $0["url"] as? String }) == Set(issues.map(\.url)))
    }

    @Test func `the same works with nothing but the forms of the pages`() async throws {
        let world = try await World()
        let ben = world.browser()
        let signedUp = try await ben.submit(
            [
                ("name", "Ben"), ("email", "ben@example.org"), ("password", TestBrowser.password), ("time_zone", "Europe/Berlin"),
                ("next", ""),
            ],
            to: "/signup", from: "/signup"
        )
        #expect(signedUp.status == 303)
        #expect(signedUp.location == "/onboarding")
        let callback = try await ben.consent(as: "ben@acme.example", returnPath: "/onboarding")
        let back = try await ben.get(callback)
        #expect(back.status == 303)
        #expect(back.location == "/onboarding?integration=linear&status=connected")
        #expect(try await ben.get(back.location ?? "").text.contains("Linear connected! You&#39;re all set."))
        let uploaded = try await ben.submit([("text", Self.transcript), ("title", "Weekly")], to: "/meetings", from: "/meetings/new")
        let page = try #require(uploaded.location)
        let items = try await ben.get(page).text.split(separator: "name=\"items\" value=\"").dropFirst().map { String($0.prefix(36)) }
        #expect(items.count == 2)
        let sent = try await ben.submit([("items", items[0])], to: page + "/send", from: page)
        #expect(sent.location == page)
        try await world.courier.runUntilIdle()
        let shown = try await ben.get(page).text
        #expect(shown.contains("Delivered"))
        #expect(shown.contains(world.sandbox.linear.issues(inWorkspace: "acme")[0].url))
        #expect(world.sandbox.linear.issues(inWorkspace: "acme").count == 1)
    }

    @Test func `two people with two workspaces never see or use each other's`() async throws {
        let world = try await World()
        let ada = try await world.member("Ada", linear: "ada@acme.example")
        let gina = try await world.member("Gina", linear: "gina@globex.example")
        for (browser, title) in [(ada, "Acme weekly"), (gina, "Globex weekly")] {
            let body = ["title": title, "transcript": Self.transcript + "\n\n00:00:20.000 --> 00:00:21.000\nAda: \(title)\n"]
            let id = try #require(try await browser.api(.post, "/api/v1/meetings", body).json["id"] as? String)
            _ = try await browser.api(.post, "/api/v1/meetings/\(id)/deliveries", [:])
        }
        try await world.courier.runUntilIdle()
        #expect(world.sandbox.linear.issues(inWorkspace: "acme").count == 2)
        #expect(world.sandbox.linear.issues(inWorkspace: "globex").count == 2)
        #expect(world.sandbox.linear.issues(inWorkspace: "globex").allSatisfy { $0.createdByEmail == "gina@globex.example" })
        let adas = try await ada.api(.get, "/api/v1/meetings").list("meetings")
        #expect(adas.map { $0["title"] as? String } == ["Acme weekly"])
    }

    @Test func `nothing of any token is left in the database, the logs, or a page`() async throws {
        let world = try await World()
        let ada = try await world.member()
        world.clock.advance(by: 86_000)
        let page = try await ada.get("/settings/integrations").text
        _ = try await ada.api(.post, "/integrations/linear/disconnect", [:])
        let secrets = world.sandbox.linear.issuedSecrets
        #expect(secrets.count >= 5)
        let traces = Data(try world.traces())
        for secret in secrets {
            for form in [secret, Data(secret.utf8).base64EncodedString(), Data(secret.utf8).map { String(format: "%02x", $0) }.joined()] {
                #expect(traces.range(of: Data(form.utf8)) == nil)
                #expect(!page.contains(form))
            }
        }
    }

    @Test func `the same bytes uploaded again give the meeting they made the first time`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let first = try await ada.api(.post, "/api/v1/meetings", ["transcript": Self.transcript])
        let second = try await ada.api(.post, "/api/v1/meetings", ["transcript": Self.transcript])
        #expect(first.status == 201)
        #expect(second.status == 200)
        #expect(first.json["id"] as? String == second.json["id"] as? String)
        #expect(first.json["title"] as? String == "Meeting on 2026-11-20")
    }

    @Test func `a bearer token does what a session does, and is told when it is not good`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let made = try await ada.api(.post, "/api/v1/tokens", ["name": "script"])
        let token = try #require(made.json["token"] as? String)
        let script = world.browser()
        let headers = ["Authorization": "Bearer \(token)", "Content-Type": "text/vtt"]
        let uploaded = try await script.send(
            .post, "/api/v1/meetings?title=By%20script", headers: headers, body: Array(Self.transcript.utf8))
        #expect(uploaded.status == 201)
        #expect(uploaded.json["title"] as? String == "By script")
        let id = try #require(made.json["id"] as? String)
        #expect(try await ada.api(.delete, "/api/v1/tokens/\(id)").status == 204)
        #expect(try await script.send(.get, "/api/v1/meetings", headers: headers).status == 401)
        #expect(try Data(world.traces()).range(of: Data(token.utf8)) == nil)
    }
}
