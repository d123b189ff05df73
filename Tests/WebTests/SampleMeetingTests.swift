import Foundation
import Support
import Testing

@Suite("The product brings a meeting along to be tried with")
struct SampleMeetingTests {
    private static let english = [
        "Send the second invitation to the customers", "Book the large room for the workshop",
        "Write the programme for the three sessions", "Fix the export bug", "Test the export with a real customer list",
        "Order lunch and twice as much coffee", "Collect the slides from everyone",
    ]
    private static let german = [
        "Die zweite Einladung an die Kunden schicken", "Den großen Raum für den Workshop buchen",
        "Das Programm für die drei Runden schreiben", "Den Fehler im Export beheben",
        "Den Export mit einer echten Kundenliste testen", "Mittagessen und doppelt so viel Kaffee bestellen",
        "Die Folien von allen einsammeln",
    ]

    @Test(arguments: [("en", english), ("de", german)])
    func `it is a meeting like any other, with items for the days to come`(language: String, titles: [String]) async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let reply = try await ada.api(.post, "/api/v1/meetings/sample", ["language": language])
        #expect(reply.status == 201)
        #expect(reply.json["sample"] as? Bool == true)
        let items = reply.list("action_items")
        #expect(items.compactMap { $0["title"] as? String } == titles)
        #expect(items.compactMap { $0["owner"] as? String } == ["Felix", "Priya", "Nora", "Tom", "Felix", "Priya", "Tom"])
        let today = world.clock.now.formatted(.iso8601.year().month().day())
        let due = items.compactMap { $0["due_on"] as? String }
        #expect(due.count == titles.count)
        #expect(due.allSatisfy { $0 > today && $0 < "2027" })
        #expect((reply.json["speakers"] as? [String])?.count == 4)
        #expect((360...480).contains(reply.json["duration"] as? Double ?? 0))
        #expect((reply.json["decisions"] as? [String])?.count == 2)
    }

    @Test func `there is one until it is deleted, and each person has their own`() async throws {
        let world = try await World()
        let (ada, ben) = (try await world.member(linear: nil), try await world.member("Ben", linear: nil))
        let first = try await ada.api(.post, "/api/v1/meetings/sample", [:])
        let again = try await ada.api(.post, "/api/v1/meetings/sample", [:])
        #expect(first.status == 201)
        #expect(again.status == 200)
        #expect(first.json["id"] as? String == again.json["id"] as? String)
        #expect(try await ben.api(.post, "/api/v1/meetings/sample", [:]).status == 201)
        let id = first.json["id"] as? String ?? ""
        #expect(try await ben.api(.get, "/api/v1/meetings/\(id)").status == 404)
        #expect(try await ada.api(.delete, "/api/v1/meetings/\(id)").status == 204)
        #expect(try await ada.api(.get, "/api/v1/meetings").list("meetings").isEmpty)
        #expect(try await ada.api(.post, "/api/v1/meetings/sample", [:]).status == 201)
    }

    @Test func `the form of a page adds it in the language of the page`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let added = try await ada.submit([], to: "/meetings/sample", from: "/meetings/new")
        #expect(added.status == 303)
        #expect(try await ada.get(added.location ?? "").text.contains("Preparing the customer workshop"))
        let german = try await ada.send(
            .post, "/api/v1/meetings/sample",
            headers: ["Accept-Language": "de", "Origin": "http://localhost:8000", "Content-Type": "application/json"])
        #expect(german.json["title"] as? String == "Vorbereitung des Kundenworkshops")
        let unknown = try await ada.api(.post, "/api/v1/meetings/sample", ["language": "tlh"])
        #expect("/meetings/\(unknown.json["id"] as? String ?? "")" == added.location)
    }

    @Test func `a stranger gets none, and a body that is none is refused`() async throws {
        let world = try await World()
        #expect(try await world.browser().api(.post, "/api/v1/meetings/sample", [:]).status == 401)
        let ada = try await world.member(linear: nil)
        #expect(try await ada.api(.post, "/api/v1/meetings/sample", ["language": 7]).status == 400)
        #expect(try await ada.post([], to: "/meetings/sample").status == 403)
        #expect(try await ada.api(.get, "/api/v1/meetings").list("meetings").isEmpty)
    }
}
