import Foundation
import Support
import Testing

@Suite("A meeting can be corrected and deleted")
struct MeetingChangeTests {
    private static let transcript = "Ben: I'll send the notes by Friday.\nClara: I'll book the room by Thursday.\nBen: I'll fix the build."

    private struct Scene {
        let world: World
        let ada: TestBrowser
        let id: String
        let items: [String]

        /// Held on Wednesday, 18 November 2026.
        init(linear account: String? = nil) async throws {
            world = try await World()
            ada = try await world.member(linear: account)
            let record = try await ada.api(
                .post, "/api/v1/meetings",
                ["title": "Weekly", "transcript": MeetingChangeTests.transcript, "held_at": "2026-11-18T09:00:00Z"])
            id = record.json["id"] as? String ?? ""
            items = record.list("action_items").compactMap { $0["id"] as? String }
        }

        func due() async throws -> [String?] {
            try await ada.api(.get, "/api/v1/meetings/\(id)").list("action_items").map { $0["due_on"] as? String }
        }
    }

    @Test func `title and time by the API and by the page, in the person's zone`() async throws {
        let scene = try await Scene()
        let changed = try await scene.ada.api(.patch, "/api/v1/meetings/\(scene.id)", ["title": " Weekly  product "])
        #expect(changed.status == 200)
        #expect(changed.json["title"] as? String == "Weekly product")
        #expect(changed.json["held_at"] as? String == "2026-11-18T09:00:00Z")
        let page = "/meetings/\(scene.id)"
        #expect(try await scene.ada.get(page).text.contains(#"value="2026-11-18T10:00""#))
        let saved = try await scene.ada.submit([("title", "Other"), ("held_local", "2026-11-17T08:30")], to: page, from: page)
        #expect(saved.location == page)
        let meeting = try await scene.ada.api(.get, "/api/v1/meetings/\(scene.id)").json
        #expect(meeting["held_at"] as? String == "2026-11-17T07:30:00Z")
        #expect(try await scene.ada.api(.get, "/api/v1/meetings?q=other").list("meetings").count == 1)
        #expect(try await scene.ada.api(.get, "/api/v1/meetings?q=weekly").list("meetings").isEmpty)
    }

    @Test func `due dates that were counted from the day move with it, but not what was changed or sent`() async throws {
        let scene = try await Scene(linear: "ada@acme.example")
        #expect(try await scene.due() == ["2026-11-20", "2026-11-19", nil])
        _ = try await scene.ada.api(.patch, "/api/v1/meetings/\(scene.id)", ["held_at": "2026-11-25T09:00:00Z"])
        #expect(try await scene.due() == ["2026-11-27", "2026-11-26", nil])
        _ = try await scene.ada.api(.patch, "/api/v1/items/\(scene.items[0])", ["due_on": "2026-12-24"])
        _ = try await scene.ada.api(.patch, "/api/v1/meetings/\(scene.id)", ["held_at": "2026-11-18T09:00:00Z"])
        #expect(try await scene.due() == ["2026-12-24", "2026-11-19", nil])
        _ = try await scene.ada.api(.post, "/api/v1/meetings/\(scene.id)/deliveries", ["items": [scene.items[1]]])
        _ = try await scene.ada.api(.patch, "/api/v1/meetings/\(scene.id)", ["held_at": "2026-11-25T09:00:00Z"])
        #expect(try await scene.due() == ["2026-12-24", "2026-11-19", nil])
    }

    @Test func `what leaves it as it was is no change, and the field's minute leaves the seconds`() async throws {
        let scene = try await Scene()
        let path = "/api/v1/meetings/\(scene.id)"
        _ = try await scene.ada.api(.patch, path, ["held_at": "2026-11-18T09:00:42Z"])
        let before = try await scene.ada.api(.get, path).text
        let log = try await scene.ada.api(.get, "/api/v1/activity").text
        let page = "/meetings/\(scene.id)"
        for fields in [[("title", "Weekly"), ("held_local", "2026-11-18T10:00")], [("title", " Weekly ")], [("held_local", "")], []] {
            scene.world.clock.advance(by: 60)
            #expect(try await scene.ada.submit(fields, to: page, from: page).location == page)
        }
        #expect(try await scene.ada.api(.patch, path, ["held_at": "2026-11-18T09:00:42Z", "title": "Weekly"]).text == before)
        #expect(try await scene.ada.api(.get, path).text == before)
        #expect(try await scene.ada.api(.get, "/api/v1/activity").text == log)
    }

    @Test func `the transcript is read again for another day alone, or for the hour of a follow-up it suggests`() async throws {
        let scene = try await Scene()
        let path = "/api/v1/meetings/\(scene.id)"
        let busy = BusyDesk()
        let held = try await busy.hold(scene.world.product.meetings.desk)
        #expect(try await scene.ada.api(.patch, path, ["held_at": "2026-11-18T15:30:00Z", "title": "Later"]).status == 200)
        let refused = try await scene.ada.api(.patch, path, ["held_at": "2026-11-19T15:30:00Z", "title": "Another"])
        #expect(refused.status == 503)
        #expect(refused.header("Retry-After") == "30")
        let meeting = try await scene.ada.api(.get, path).json
        #expect(meeting["held_at"] as? String == "2026-11-18T15:30:00Z" && meeting["title"] as? String == "Later")
        busy.release()
        for reader in held { try await reader.value }
        #expect(try await scene.ada.api(.patch, path, ["held_at": "2026-11-19T15:30:00Z"]).status == 200)
    }

    @Test func `wrong titles and times and others' meetings are refused, and nothing changes`() async throws {
        let scene = try await Scene()
        let path = "/api/v1/meetings/\(scene.id)"
        for body: [String: Any] in [["title": ""], ["title": String(repeating: "x", count: 201)], ["held_at": "yesterday"], ["title": 7]] {
            #expect(try await scene.ada.api(.patch, path, body).status == 400, "\(body)")
        }
        let ben = try await scene.world.member("Ben", linear: nil)
        #expect(try await ben.api(.patch, path, ["title": "Mine"]).status == 404)
        #expect(try await ben.submit([("title", "Mine")], to: "/meetings/\(scene.id)", from: "/meetings/new").status == 404)
        #expect(try await ben.submit([], to: "/meetings/\(scene.id)/delete", from: "/meetings/new").status == 404)
        #expect(try await scene.world.browser().api(.patch, path, ["title": "x"]).status == 401)
        let page = "/meetings/\(scene.id)"
        #expect(try await scene.ada.submit([("title", "x"), ("held_local", "soon")], to: page, from: page).status == 400)
        #expect(try await scene.ada.api(.get, path).json["title"] as? String == "Weekly")
    }

    @Test func `deleted with what hangs on it, after a question`() async throws {
        let scene = try await Scene(linear: "ada@acme.example")
        let page = "/meetings/\(scene.id)"
        #expect(try await scene.ada.get(page).text.contains("Its transcript, items and deliveries are deleted here"))
        _ = try await scene.ada.api(.post, "/api/v1/meetings/\(scene.id)/deliveries", [:])
        let deleted = try await scene.ada.submit([], to: page + "/delete", from: page)
        #expect(deleted.location == "/meetings?deleted=yes")
        #expect(try await scene.ada.get("/meetings?deleted=yes").text.contains("The meeting was deleted."))
        #expect(try await scene.ada.get(page).status == 404)
        try await scene.world.courier.runUntilIdle()
        #expect(try await scene.ada.provider("/sandbox/linear/state").list("issues").isEmpty)
    }
}
