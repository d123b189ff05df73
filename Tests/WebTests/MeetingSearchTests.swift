import Foundation
import Support
import Testing

@Suite("A meeting is found again by what was said in it")
struct MeetingSearchTests {
    private static func world() async throws -> (World, TestBrowser) {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        for (title, transcript) in [
            ("Weekly product", "Ben: I'll send the release notes to the customers by Friday.\nClara: Thanks, Ben."),
            ("Design review", "Jürgen Groß: Die Straße zur Größe führt über das Café.\nMira: <b>Einverstanden</b>."),
            ("Planning", "Ben: We decided to drop the carousel.\nMira: I'll rotate the keys."),
        ] {
            _ = try await ada.api(
                .post, "/api/v1/meetings", ["title": title, "transcript": transcript, "held_at": "2026-11-1\(title.count % 9)T10:00:00Z"])
        }
        return (world, ada)
    }

    private func titles(_ query: String, _ browser: TestBrowser) async throws -> [String] {
        try await browser.api(.get, "/api/v1/meetings?q=" + query).list("meetings").compactMap { $0["title"] as? String }
    }

    @Test func `by title, speaker, item, decision and transcript, in German too`() async throws {
        let (_, ada) = try await Self.world()
        #expect(try await titles("weekly", ada) == ["Weekly product"])
        #expect(try await titles("clara", ada) == ["Weekly product"])
        #expect(try await titles("%22release%20notes%22", ada) == ["Weekly product"])
        #expect(try await titles("strasse%20gr%C3%B6sse", ada) == ["Design review"])
        #expect(try await titles("STRA%C3%9FE%20caf", ada) == ["Design review"])
        #expect(try await titles("carousel%20keys", ada) == ["Planning"])
        #expect(try await titles("ben", ada).sorted() == ["Planning", "Weekly product"])
        #expect(try await titles("ben%20caf%C3%A9", ada) == [])
        #expect(try await titles("", ada).count == 3)
        #expect(try await titles("%20", ada).count == 3)
    }

    @Test(arguments: [
        "%22", "AND%20(", "*", "%27%3B%20drop%20table%20meetings", "%00", "a%20OR", "%22%22", "NEAR(", "%5C", "-x", "%F0%9F%91%8D",
    ])
    func `no text is wrong`(query: String) async throws {
        let (_, ada) = try await Self.world()
        let reply = try await ada.api(.get, "/api/v1/meetings?q=" + query)
        #expect(reply.status == 200)
        #expect(reply.list("meetings").isEmpty)
        let page = try await ada.get("/meetings?q=" + query)
        #expect(page.status == 200)
        #expect(page.text.contains("Nothing was found"))
    }

    @Test func `the place is told with its words marked, and leads there`() async throws {
        let (_, ada) = try await Self.world()
        let found = try await ada.api(.get, "/api/v1/meetings?q=einver").list("meetings")
        let match = try #require(found.first?["match"] as? [String: Any])
        #expect(match["part"] as? String == "transcript")
        #expect(match["segment"] as? Int == 1)
        let runs = match["snippet"] as? [[String: Any]] ?? []
        #expect(runs.filter { $0["hit"] as? Bool == true }.compactMap { $0["text"] as? String } == ["Einverstanden"])
        let page = try await ada.get("/meetings?q=einver").text
        #expect(page.contains("<mark>Einverstanden</mark>"))
        #expect(page.contains("#segment-1\""))
        #expect(page.contains(#"value="einver""#))
        let item = try await ada.get("/meetings?q=rotate").text
        #expect(item.contains("#item-"))
        let hostile = try await ada.get("/meetings?q=%3Cscript%3E%22%3Ex").text
        #expect(!hostile.contains("<script>\""))
        #expect(hostile.contains("&lt;script&gt;"))
    }

    @Test func `pages follow one another by a cursor, and a made-up one is refused`() async throws {
        let (_, ada) = try await Self.world()
        let first = try await ada.api(.get, "/api/v1/meetings?limit=2")
        #expect(first.list("meetings").count == 2)
        let cursor = try #require(first.json["next_cursor"] as? String)
        let last = try await ada.api(.get, "/api/v1/meetings?limit=2&cursor=\(cursor)")
        #expect(last.list("meetings").count == 1)
        #expect(last.json["next_cursor"] is NSNull)
        let ids = (first.list("meetings") + last.list("meetings")).compactMap { $0["id"] as? String }
        #expect(Set(ids).count == 3)
        for query in ["cursor=x", "limit=0", "limit=201", "limit=x"] {
            #expect(try await ada.api(.get, "/api/v1/meetings?\(query)").status == 400, "\(query)")
        }
        #expect(try await ada.get("/meetings?cursor=x").status == 400)
        let older = try await ada.get("/meetings?cursor=\(cursor)").text
        #expect(older.contains("Back to the newest"))
    }

    @Test func `nobody finds what is somebody else's, edits are found at once, and what is deleted is gone`() async throws {
        let (world, ada) = try await Self.world()
        let ben = try await world.member("Ben", linear: nil)
        #expect(try await titles("release", ben) == [])
        #expect(try await world.browser().api(.get, "/api/v1/meetings?q=release").status == 401)
        let meeting = try #require(try await ada.api(.get, "/api/v1/meetings?q=rotate").list("meetings").first?["id"] as? String)
        let item = try #require(try await ada.api(.get, "/api/v1/meetings/\(meeting)").list("action_items").first?["id"] as? String)
        _ = try await ada.api(.patch, "/api/v1/items/\(item)", ["title": "Polish the doorknob"])
        #expect(try await titles("doorknob", ada) == ["Planning"])
        _ = try await ada.api(.delete, "/api/v1/meetings/\(meeting)")
        #expect(try await titles("doorknob", ada) == [])
        #expect(try await titles("carousel", ada) == [])
    }
}
