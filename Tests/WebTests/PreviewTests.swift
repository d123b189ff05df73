import Foundation
import Support
import Testing

@Suite("Before anything is kept, it is shown what was understood")
struct PreviewTests {
    private func example(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: #filePath).appending(path: "../../../Examples/\(name)").standardized, encoding: .utf8)
    }

    private func form(_ browser: TestBrowser, _ files: [(String, String)], to path: String, fields: [(String, String)] = []) async throws
        -> TestBrowser.Reply
    {
        let token = TestBrowser.value(of: "csrf", in: try await browser.get("/meetings/new").text) ?? ""
        var body = ""
        for (name, value) in [("csrf", token)] + fields {
            body += "--edge\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        for (name, content) in files {
            body += "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n\(content)\r\n"
        }
        let headers = ["Content-Type": "multipart/form-data; boundary=edge", "Origin": "http://localhost:8000", "Accept": "text/html"]
        return try await browser.send(.post, path, headers: headers, body: Array((body + "--edge--\r\n").utf8))
    }

    @Test func `format, people, length, items, title and time, and nothing is kept`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let text = try example("weekly-product.vtt")
        let page = try await form(
            ada, [("GMT20261118-090000_Weekly product.vtt", text)], to: "/meetings/preview", fields: [("time_zone", "Europe/Berlin")])
        #expect(page.status == 200)
        for words in [
            "WebVTT transcript · 4 people · 12 minutes", "5 action items were found", "Fix the login bug", #"data-title="Weekly product""#,
            #"data-held="2026-11-18T10:00""#,
        ] {
            #expect(page.text.contains(words), "\(words)")
        }
        let reply = try await ada.api(.post, "/api/v1/meetings/preview", ["transcript": text, "held_at": "2026-11-18T09:00:00Z"])
        #expect(reply.status == 200)
        #expect(reply.json["format"] as? String == "webvtt")
        #expect((reply.json["speakers"] as? [String])?.count == 4)
        #expect(reply.list("action_items").count == 5)
        #expect(reply.list("action_items").first?["due_on"] as? String == "2026-11-20")
        #expect(reply.json["possible_items"] as? Int == 2)
        #expect(reply.json["known_meeting_id"] is NSNull)
        #expect(try await ada.api(.get, "/api/v1/meetings").list("meetings").isEmpty)
    }

    @Test func `one that was uploaded before is told`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let text = "Ben: I'll send the notes tomorrow.\nClara: Good."
        let id = try await ada.api(.post, "/api/v1/meetings", ["transcript": text]).json["id"] as? String ?? ""
        #expect(try await ada.api(.post, "/api/v1/meetings/preview", ["transcript": text]).json["known_meeting_id"] as? String == id)
        #expect(try await form(ada, [("a.txt", text)], to: "/meetings/preview").text.contains("/meetings/\(id)"))
        let ben = try await world.member("Ben", linear: nil)
        #expect(try await ben.api(.post, "/api/v1/meetings/preview", ["transcript": text]).json["known_meeting_id"] is NSNull)
    }

    @Test func `what cannot be read is told as when it is saved`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let refused = try await form(ada, [("a.txt", "no speaker anywhere")], to: "/meetings/preview")
        #expect(refused.status == 422)
        #expect(refused.text.contains("No speakers were found in this text"))
        #expect(try await form(ada, [], to: "/meetings/preview").status == 400)
        #expect(try await ada.api(.post, "/api/v1/meetings/preview", ["transcript": ""]).status == 422)
        #expect(try await ada.api(.post, "/api/v1/meetings/preview", ["transcript": "Ben: Hi.", "time_zone": "Mars"]).status == 400)
        #expect(try await world.browser().api(.post, "/api/v1/meetings/preview", ["transcript": "Ben: Hi."]).status == 401)
        #expect(try await ada.post([("text", "Ben: Hi.")], to: "/meetings/preview").status == 403)
    }

    @Test func `while many are read, one more is sent away with a time to come back, and nothing is kept`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let text = "Ben: I'll send the notes tomorrow.\nClara: Good."
        let busy = BusyDesk()
        let held = try await busy.hold(world.product.meetings.desk)
        let sentence = "Many transcripts are being read right now. Nothing was stored; try again in a minute."
        for path in ["/api/v1/meetings", "/api/v1/meetings/preview"] {
            let refused = try await ada.api(.post, path, ["transcript": text])
            #expect(refused.status == 503)
            #expect(refused.header("Retry-After") == "30")
            #expect(refused.json["detail"] as? String == sentence)
        }
        #expect(try await ada.api(.post, "/api/v1/meetings/sample", [:]).status == 503)
        for path in ["/meetings", "/meetings/preview"] {
            for files in [[("a.txt", text)], [("a.txt", text), ("b.txt", text + "\nBen: Bye.")]] {
                let page = try await form(ada, files, to: path)
                #expect(page.status == 503)
                #expect(page.header("Retry-After") == "30")
                #expect(page.text.contains(sentence))
            }
        }
        #expect(try await ada.api(.get, "/api/v1/meetings").list("meetings").isEmpty)
        busy.release()
        for reader in held { try await reader.value }
        #expect(try await ada.api(.post, "/api/v1/meetings", ["transcript": text]).status == 201)
    }

    @Test func `several files at once become several meetings, or none`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let (one, two) = ("Ben: I'll send the notes tomorrow.\nClara: Good.", "Dan: I'll fix the build today.\nMira: Thanks.")
        let refused = try await form(ada, [("one.txt", one), ("two.txt", "nobody speaks")], to: "/meetings")
        #expect(refused.status == 422)
        #expect(try await ada.api(.get, "/api/v1/meetings").list("meetings").isEmpty)
        let taken = try await form(ada, [("one.txt", one), ("2026-11-20 two.txt", two)], to: "/meetings")
        #expect(taken.location == "/meetings")
        let meetings = try await ada.api(.get, "/api/v1/meetings").list("meetings")
        #expect(Set(meetings.compactMap { $0["title"] as? String }) == ["One", "Two"])
    }

    @Test func `the time that was typed is meant in the zone of the form`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let fields = [("time_zone", "America/New_York"), ("held_local", "2026-11-20T10:00"), ("title", "Typed")]
        let taken = try await form(
            ada, [("2020-01-01 other.txt", "Ben: I'll send the notes by Friday.\nClara: Good.")], to: "/meetings", fields: fields)
        let id = taken.location?.split(separator: "/").last.map(String.init) ?? ""
        let meeting = try await ada.api(.get, "/api/v1/meetings/\(id)").json
        #expect(meeting["held_at"] as? String == "2026-11-20T15:00:00Z")
        #expect(meeting["title"] as? String == "Typed")
        for wrong in ["yesterday", "2026-11-20", "2026-11-20T25:00", "2026-02-30T10:00", "T"] {
            #expect(
                try await form(ada, [("x.txt", "Ben: Hello.\nClara: Hi, \(wrong).")], to: "/meetings", fields: [("held_local", wrong)])
                    .status == 400, "\(wrong)")
        }
    }
}
