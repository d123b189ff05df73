import Foundation
import Support
import Testing

@Suite("Items that say the same become one, until one of them was sent")
struct ItemMergeTests {
    private static let transcript = """
        Ben: I'll send the release notes to the customers by Friday.
        Clara: I'll mail the summary to the whole team by Thursday.
        Ben: I'll fix the login bug by Monday.
        """

    private struct Scene {
        let world: World
        let ada: TestBrowser
        let meeting: String
        let items: [String]

        init(linear account: String? = nil) async throws {
            world = try await World()
            ada = try await world.member(linear: account)
            let record = try await ada.api(.post, "/api/v1/meetings", ["title": "Weekly", "transcript": ItemMergeTests.transcript])
            meeting = record.json["id"] as? String ?? ""
            items = record.list("action_items").compactMap { $0["id"] as? String }
        }

        func merge(_ items: [String]) async throws -> TestBrowser.Reply {
            try await ada.api(.post, "/api/v1/meetings/\(meeting)/items/merge", ["items": items])
        }

        func list(_ key: String) async throws -> [[String: Any]] { try await ada.api(.get, "/api/v1/meetings/\(meeting)").list(key) }
    }

    @Test func `one is left with the quotes of both, and undoing brings the other back`() async throws {
        let scene = try await Scene()
        #expect(scene.items.count == 3)
        let merged = try await scene.merge(Array(scene.items.prefix(2)))
        #expect(merged.status == 200)
        #expect(merged.json["title"] as? String == "Send the release notes to the customers")
        #expect(merged.json["owner"] is NSNull)
        #expect(merged.list("quotes").compactMap { $0["segment"] as? Int } == [0, 1])
        #expect(try await scene.list("action_items").count == 2)
        let parts = try await scene.list("possible_items")
        #expect(parts.compactMap { $0["merged_into"] as? String } == [scene.items[0]])
        #expect(try await scene.merge([scene.items[1], scene.items[2]]).status == 409)
        let undone = try await scene.ada.api(.delete, "/api/v1/items/\(scene.items[0])/merge")
        #expect(undone.status == 200)
        #expect(undone.json["owner"] as? String == "Ben")
        #expect(undone.list("quotes").count == 1)
        #expect(try await scene.list("action_items").compactMap { $0["id"] as? String } == scene.items)
        #expect(try await scene.ada.api(.delete, "/api/v1/items/\(scene.items[0])/merge").status == 409)
    }

    @Test func `a merged item that is merged into another leaves none of its parts behind`() async throws {
        let scene = try await Scene()
        #expect(try await scene.merge([scene.items[0], scene.items[1]]).status == 200)
        #expect(try await scene.merge([scene.items[2], scene.items[0]]).status == 200)
        let parts = try await scene.list("possible_items")
        #expect(parts.compactMap { $0["merged_into"] as? String } == [scene.items[2], scene.items[2]])
        #expect(try await scene.ada.api(.delete, "/api/v1/items/\(scene.items[2])/merge").status == 200)
        let restored = try await scene.list("action_items")
        #expect(restored.compactMap { $0["id"] as? String } == scene.items)
        #expect(restored.map { $0["owner"] as? String } == ["Ben", "Clara", "Ben"])
        #expect(restored.allSatisfy { ($0["quotes"] as? [Any])?.count == 1 })
    }

    @Test func `of changes made at once none is lost`() async throws {
        let scene = try await Scene()
        let path = "/api/v1/items/\(scene.items[0])"
        for round in 1...10 {
            async let title = scene.ada.api(.patch, path, ["title": "Title \(round)"])
            async let owner = scene.ada.api(.patch, path, ["owner": "Owner \(round)"])
            async let dueOn = scene.ada.api(.patch, path, ["due_on": "2026-12-\(10 + round)"])
            #expect(try await [title.status, owner.status, dueOn.status] == [200, 200, 200])
            let item = try await scene.list("action_items")[0]
            #expect(item["title"] as? String == "Title \(round)")
            #expect(item["owner"] as? String == "Owner \(round)")
            #expect(item["due_on"] as? String == "2026-12-\(10 + round)")
        }
    }

    @Test func `what was sent, or waits to be, stays apart`() async throws {
        let scene = try await Scene(linear: "ada@acme.example")
        _ = try await scene.ada.api(.post, "/api/v1/meetings/\(scene.meeting)/deliveries", ["items": [scene.items[0]]])
        let refused = try await scene.merge(Array(scene.items.prefix(2)))
        #expect(refused.status == 409)
        #expect((refused.json["detail"] as? String)?.contains("stays as it was sent") == true)
        #expect(try await scene.list("action_items").count == 3)
        try await scene.world.courier.runUntilIdle()
        #expect(try await scene.merge([scene.items[1], scene.items[0]]).status == 409)
        #expect(try await scene.merge(Array(scene.items.suffix(2))).status == 200)
        _ = try await scene.ada.api(.post, "/api/v1/meetings/\(scene.meeting)/deliveries", ["items": [scene.items[1]]])
        #expect(try await scene.ada.api(.delete, "/api/v1/items/\(scene.items[1])/merge").status == 409)
    }

    @Test func `everything merged goes out as one, with all its quotes`() async throws {
        let scene = try await Scene(linear: "ada@acme.example")
        _ = try await scene.merge(scene.items)
        _ = try await scene.ada.api(.post, "/api/v1/meetings/\(scene.meeting)/deliveries", [:])
        try await scene.world.courier.runUntilIdle()
        let issues = try await scene.ada.provider("/sandbox/linear/state").list("issues")
        #expect(issues.count == 1)
        let text = issues.first?["description"] as? String ?? ""
        #expect(text.contains("release notes"))
        #expect(text.contains("summary"))
        #expect(text.contains("login bug"))
    }

    @Test func `fewer than two, doubles, strangers' and unknown items are refused, and nothing changes`() async throws {
        let scene = try await Scene()
        for items in [[], [scene.items[0]], [scene.items[0], scene.items[0]]] {
            #expect(try await scene.merge(items).status == 422, "\(items)")
        }
        #expect(try await scene.merge([scene.items[0], "nonsense"]).status == 404)
        let path = "/api/v1/meetings/\(scene.meeting)/items/merge"
        #expect(try await scene.ada.api(.post, path, ["items": "x"]).status == 400)
        let ben = try await scene.world.member("Ben", linear: nil)
        #expect(try await ben.api(.post, path, ["items": Array(scene.items.prefix(2))]).status == 404)
        #expect(try await ben.api(.delete, "/api/v1/items/\(scene.items[0])/merge").status == 404)
        #expect(try await scene.world.browser().api(.post, path, ["items": scene.items]).status == 401)
        #expect(try await scene.list("action_items").count == 3)
    }

    @Test func `dropping the whole, or asking for a part, frees the parts`() async throws {
        let scene = try await Scene()
        _ = try await scene.merge(scene.items)
        let part = try await scene.ada.api(.patch, "/api/v1/items/\(scene.items[2])", ["band": "confident"])
        #expect(part.json["merged_into"] is NSNull)
        #expect(try await scene.list("action_items").count == 2)
        #expect(try await scene.ada.api(.delete, "/api/v1/items/\(scene.items[0])").status == 204)
        #expect(try await scene.list("action_items").compactMap { $0["id"] as? String } == Array(scene.items.dropFirst()))
    }

    @Test func `by the form of the page too`() async throws {
        let scene = try await Scene()
        let page = "/meetings/\(scene.meeting)"
        let merged = try await scene.ada.submit(
            [("merge", scene.items[1]), ("merge", scene.items[0])], to: page + "/merge", from: page)
        #expect(merged.location == "\(page)#item-\(scene.items[1])")
        let text = try await scene.ada.get(page).text
        #expect(text.contains("/items/\(scene.items[1])/unmerge"))
        #expect(text.contains("mail the summary"))
        #expect(text.contains("send the release notes"))
        #expect(try await scene.ada.submit([("merge", scene.items[2])], to: page + "/merge", from: page).status == 422)
        _ = try await scene.ada.submit([], to: "/items/\(scene.items[1])/unmerge", from: page)
        #expect(try await scene.list("action_items").count == 3)
    }
}
