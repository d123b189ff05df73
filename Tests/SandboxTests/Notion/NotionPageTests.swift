import HTTPTypes
import Testing

@testable import Sandbox

@Suite("Notion keeps pages below what was shared, within its limits")
struct NotionPageTests {
    private static func text(_ words: String) -> JSON { [["type": "text", "text": ["content": .string(words)]]] }
    private static func paragraph(_ words: String) -> JSON {
        ["object": "block", "type": "paragraph", "paragraph": ["rich_text": text(words)]]
    }

    @Test func `a page has its title, its words and its place`() async throws {
        let world = try SimulationWorld()
        let parent = world.notionPage("Meeting notes")
        try await world.notion { notion async throws in
            let token = try await notion.connect().access
            let body: JSON = [
                "parent": ["page_id": .string(parent.replacing("-", with: ""))], "properties": ["title": ["title": Self.text("Weekly")]],
                "children": [
                    ["type": "heading_2", "heading_2": ["rich_text": Self.text("Decisions")]],
                    ["bulleted_list_item": ["rich_text": Self.text("Ship"), "children": [Self.paragraph("on Friday")]]],
                ],
            ]
            let reply = try await notion.call(.post, "/pages", body, token: token)
            #expect(reply.status == 200)
            #expect(reply["object"] == "page" && reply["parent", "page_id"] == .string(parent))
            let id = try #require(reply["id"]?.string)
            #expect(try await notion.call(.get, "/pages/\(id)", token: token)["id"] == .string(id))
            let blocks = try await notion.call(.get, "/blocks/\(id)/children?page_size=1", token: token)
            #expect(blocks["results", "0", "type"] == "heading_2" && blocks["has_more"] == true)
            let more = try await notion.call(.patch, "/blocks/\(id)/children", ["children": [Self.paragraph("The end")]], token: token)
            #expect(more["results", "0", "type"] == "paragraph")
            let url = try #require(reply["url"]?.string)
            let page = try await notion.http.get(String(url.dropFirst("http://127.0.0.1:8001".count)))
            for words in ["Weekly", "Decisions", "Ship", "on Friday", "The end"] { #expect(page.text.contains(words)) }
            #expect(try await notion.http.get("/www.notion.so/\(parent)").text.contains("Weekly"))
        }
        let entry = try #require(world.sandbox.notion.entries.first)
        #expect(entry.parent == "Meeting notes" && entry.account == "ada@acme.example")
        #expect(entry.text == "Decisions\nShip\n  on Friday\nThe end")
    }

    @Test func `a row has the columns of its data source`() async throws {
        let world = try SimulationWorld()
        let tasks = world.notionTasks
        try await world.notion { notion async throws in
            let token = try await notion.connect().access
            func create(_ properties: [String: JSON]) async throws -> Reply {
                let body: JSON = [
                    "parent": ["type": "data_source_id", "data_source_id": .string(tasks)], "properties": .object(properties),
                ]
                return try await notion.call(.post, "/pages", body, token: token)
            }
            let name: JSON = ["title": Self.text("Call the printer")]
            let row = try await create([
                "Name": name, "Due": ["date": ["start": "2026-11-27"]], "Owner": ["rich_text": Self.text("Ben")],
                "Status": ["select": ["name": "Open"]],
            ])
            #expect(row.status == 200 && row["parent", "data_source_id"] == .string(tasks))
            #expect(try await create(["Nam": name])["message"] == "Nam is not a property that exists.")
            #expect(try await create(["Name": name, "Owner": ["people": []]])["message"] == "Owner is expected to be rich_text.")
            #expect(try await create(["Name": name, "Due": ["date": ["start": "Friday"]]]).status == 400)
        }
        #expect(world.sandbox.notion.entries.map(\.properties) == [["Due": "2026-11-27", "Owner": "Ben", "Status": "Open"]])
    }

    @Test func `what was not shared is not there`() async throws {
        let world = try SimulationWorld()
        let (notes, salaries) = (world.notionPage("Meeting notes"), world.notionPage("Salaries"))
        try await world.notion { notion async throws in
            let token = try await notion.connect(picks: [notes]).access
            func create(_ parent: JSON) async throws -> Reply {
                try await notion.call(
                    .post, "/pages", ["parent": parent, "properties": ["title": ["title": Self.text("A")]]], token: token)
            }
            #expect(try await create(["page_id": .string(notes)]).status == 200)
            let hidden = try await create(["page_id": .string(salaries)])
            #expect(hidden.status == 404 && hidden["code"] == "object_not_found")
            #expect(try await create(["data_source_id": .string(world.notionTasks)]).status == 404)
            #expect(try await create(["page_id": "notes"])["code"] == "validation_error")
            #expect(try await create(["page_id": .string(notes), "data_source_id": .string(notes)]).status == 400)
            let all = try await notion.call(.post, "/search", [:], token: token)
            #expect(Set(all.strings("object", of: "results")) == ["page"])
            guard case .array(let results)? = all["results"] else { return #expect(Bool(false)) }
            #expect(results.count == 2, "the page that was picked and the one made below it")
            #expect(try await notion.call(.get, "/pages/\(salaries)", token: token).status == 404)
        }
    }

    @Test func `a search goes page by page, by title and kind`() async throws {
        try await SimulationWorld().notion { notion async throws in
            let token = try await notion.connect().access
            let first = try await notion.call(.post, "/search", ["query": "article", "page_size": 100], token: token)
            #expect(first["has_more"] == true)
            let next: JSON = ["query": "article", "page_size": 100, "start_cursor": first["next_cursor"] ?? .null]
            let second = try await notion.call(.post, "/search", next, token: token)
            #expect(second.strings("id", of: "results").count == 5 && second["next_cursor"] == .null)
            let sources = try await notion.call(.post, "/search", ["filter": ["property": "object", "value": "data_source"]], token: token)
            #expect(sources["results", "0", "properties", "Due", "type"] == "date")
            for wrong in [
                ["filter": ["property": "object", "value": "database"]], ["page_size": 101], ["limit": 1], ["start_cursor": "next"],
            ] as [JSON] {
                #expect(try await notion.call(.post, "/search", wrong, token: token)["code"] == "validation_error")
            }
        }
    }

    @Test(
        arguments: [
            .array(Array(repeating: paragraph("a"), count: 101)), [paragraph(String(repeating: "a", count: 2_001))],
            [["type": "paragraph", "paragraph": ["rich_text": "words"]]], [["type": "poem", "poem": [:]]], [["type": "paragraph"]],
            [["type": "paragraph", "paragraph": ["rich_text": [["text": ["content": "a", "link": ["url": "javascript:x"]]]]]]],
            [["toggle": ["rich_text": [], "children": [["toggle": ["rich_text": [], "children": [paragraph("deep")]]]]]]],
        ] as [JSON])
    func `blocks beyond the limits are refused and nothing is made`(children: JSON) async throws {
        let world = try SimulationWorld()
        let parent = world.notionPage("Meeting notes")
        try await world.notion { notion async throws in
            let body: JSON = [
                "parent": ["page_id": .string(parent)], "properties": ["title": ["title": Self.text("A")]], "children": children,
            ]
            let reply = try await notion.call(.post, "/pages", body, token: notion.connect().access)
            #expect(reply.status == 400 && reply["code"] == "validation_error")
        }
        #expect(world.sandbox.notion.entries.isEmpty)
    }

    @Test func `limits and failures have Notion's shape`() async throws {
        try await SimulationWorld().notion { notion async throws in
            let token = try await notion.connect().access
            _ = try await notion.http.send(.post, "/sandbox/notion/settings", json: ["rate_limit_next": 1, "retry_after": 3])
            let limited = try await notion.call(.get, "/users/me", token: token)
            #expect(limited.status == 429 && limited.header("Retry-After") == "3" && limited["code"] == "rate_limited")
            _ = try await notion.http.send(.post, "/sandbox/notion/settings", json: ["fail_next": [["operation": "me", "status": 409]]])
            #expect(try await notion.call(.get, "/users/me", token: token)["code"] == "conflict_error")
            let noVersion = try await notion.http.get("/api.notion.com/v1/users/me", headers: [.authorization: "Bearer \(token)"])
            #expect(noVersion["code"] == "missing_version")
            let me = try await notion.call(.get, "/users/me", token: token)
            #expect(me["bot", "owner", "user", "person", "email"] == "ada@acme.example" && me["bot", "workspace_name"] == "Acme")
        }
    }
}
