import Foundation
import Support
import Testing

@Suite("No page is heavy")
struct PageWeightTests {
    /// What a page may weigh by itself: 100 KB. Style and scripts, 15 KB compressed, come once and are kept.
    private static let limit = 100 * 1024

    @Test func `not even that of a long meeting which can go everywhere`() async throws {
        let world = try await World()
        let ada = try await world.member()
        for provider in ["google", "slack"] { try await ada.connect(provider, as: "ada@acme.example") }
        let made = try await ada.api(.post, "/api/v1/meetings", ["title": "Planning", "transcript": "Ben: Good morning.\nClara: Hello."])
        let id = try #require(made.json["id"] as? String)
        for number in 1...40 {
            let item = [
                "title": "Prepare the part of the release notes that is about number \(number)", "owner": "Ben", "due_on": "2026-12-01",
            ]
            #expect(try await ada.api(.post, "/api/v1/meetings/\(id)/items", item).status == 201)
        }
        let page = try await ada.get("/meetings/\(id)")
        #expect(page.text.components(separatedBy: "class=\"item\"").count == 41)
        let size = page.text.utf8.count
        #expect(size < Self.limit, "\(size) bytes")
        // The forms of an item are a page away, whoever has no scripts.
        #expect(!page.text.contains("name=\"owner\" value=\"Ben\""))
        let item = try #require(try await ada.api(.get, "/api/v1/meetings/\(id)").list("action_items").first?["id"] as? String)
        #expect(page.text.contains("href=\"/meetings/\(id)?change=\(item)#item-\(item)\""))
        let changing = try await ada.get("/meetings/\(id)?change=\(item)").text
        #expect(changing.contains("id=\"change-\(item)\" data-live-part open") && changing.contains("name=\"place/\(item)/linear.issue\""))
        #expect(changing.components(separatedBy: "name=\"owner\" value=\"Ben\"").count == 2 && changing.utf8.count < Self.limit)
        #expect(try await ada.get("/meetings/\(id)?change=nothing").status == 200)
    }
}
