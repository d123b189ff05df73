import Foundation
import Support
import Testing

@Suite("A long transcript is read page by page")
struct TranscriptPageTests {
    private static func long(_ count: Int, _ browser: TestBrowser) async throws -> String {
        let lines = (0..<count).map { index in
            index == count - 2
                ? "Ben: I'll send the notes by Friday."
                : "\(index % 2 == 0 ? "Ada" : "Ben"): This is sentence number \(index) of a long talk about the weather."
        }
        let reply = try await browser.api(.post, "/api/v1/meetings", ["title": "Long", "transcript": lines.joined(separator: "\n")])
        return reply.json["id"] as? String ?? ""
    }

    @Test func `two thousand segments make light pages, and a quote leads to its own`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: "ada@acme.example")
        let id = try await Self.long(2000, ada)
        let total = try await ada.api(.get, "/api/v1/meetings/\(id)").list("transcript").count
        let page = try await ada.get("/meetings/\(id)")
        #expect(page.bytes.count < 60_000)
        #expect(page.text.contains("segment-99\""))
        #expect(!page.text.contains("id=\"segment-100\""))
        #expect(page.text.contains("/meetings/\(id)/transcript?from=100"))
        let href = try #require(page.text.firstMatch(of: /href="(\/meetings\/[^"]*#segment-(\d+))" data-quote/))
        let target = try await ada.get(String(href.1.prefix { $0 != "#" }))
        #expect(target.status == 200)
        #expect(target.text.contains("id=\"segment-\(href.2)\""))
        #expect(target.text.contains("Back to the meeting"))
        var (seen, next): (Int, String?) = (0, "/meetings/\(id)")
        while let path = next {
            let text = try await ada.get(path).text
            #expect(text.utf8.count < 60_000)
            seen += text.matches(of: /id="segment-\d+"/).count
            next = text.firstMatch(of: /href="([^"]*)" data-more/).map { String($0.1) }
        }
        #expect(seen == total)
        let found = try await ada.get("/meetings?q=1500").text
        #expect(found.contains("transcript?from=1500#segment-"))
    }

    @Test func `beyond the end there is nothing, and nobody reads another's`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let id = try await Self.long(150, ada)
        for from in ["-1", "100000", "99999999999999999999"] {
            #expect(try await ada.get("/meetings/\(id)/transcript?from=\(from)").status == (from.count > 10 ? 200 : 404), "\(from)")
        }
        #expect(try await ada.get("/meetings/\(id)/transcript").status == 200)
        let ben = try await world.member("Ben", linear: nil)
        #expect(try await ben.get("/meetings/\(id)/transcript").status == 404)
        #expect(try await world.browser().get("/meetings/\(id)/transcript").status == 303)
    }
}
