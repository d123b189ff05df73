import Foundation
import Support
import Testing

@Suite("A permission that is granted lets go what waited for it, and nothing else")
struct ScopeReleaseTests {
    private static let mail = "https://www.googleapis.com/auth/gmail.send"
    private static let files = "https://www.googleapis.com/auth/drive.file"

    private static func states(_ ada: TestBrowser, _ meeting: String) async throws -> [String: String] {
        try await Everywhere.deliveries(ada, meeting).reduce(into: [:]) {
            $0[$1["destination"] as? String ?? ""] = $1["state"] as? String
        }
    }

    /// Presses *Add this permission* and consents.
    private static func add(_ operation: String, _ ada: TestBrowser) async throws -> TestBrowser.Reply {
        let page = "/integrations/google/connect"
        let started = try await ada.submit([("operation", operation), ("return_path", "/settings/integrations")], to: page, from: page)
        let address = started.location ?? ""
        let asked = address.components(separatedBy: "scope=").last?.prefix { $0 != "&" } ?? ""
        #expect(!asked.isEmpty)
        return try await ada.send(
            .get, try await ada.decide(at: address, account: "ada@acme.example", decision: "allow"), headers: ["Accept": "text/html"])
    }

    @Test func `each waits for its own`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example", without: [Self.mail, Self.files])
        let meeting = try await Everywhere.meeting(ada)
        let body = ["destinations": ["google.event", "google.document", "google.mail"]]
        #expect(try await ada.api(.post, "/api/v1/meetings/\(meeting)/deliveries", body).status == 202)
        try await world.courier.runUntilIdle()
        let blocked = "blocked_by_scope"
        #expect(
            try await Self.states(ada, meeting) == ["google.event": "delivered", "google.document": blocked, "google.mail": blocked])
        let page = try await ada.get("/meetings/\(meeting)").text
        #expect(page.contains("Waiting for a permission") && page.contains("Add this permission"))

        #expect(try await Self.add("save_document", ada).location?.contains("status=connected") == true)
        try await world.courier.runUntilIdle()
        #expect(
            try await Self.states(ada, meeting) == ["google.event": "delivered", "google.document": "delivered", "google.mail": blocked])
        #expect(world.sandbox.google.mails.isEmpty && world.sandbox.google.documents.count == 1)

        #expect(try await Self.add("send_mail", ada).location?.contains("status=connected") == true)
        try await world.courier.runUntilIdle()
        #expect(try await Self.states(ada, meeting)["google.mail"] == "delivered")
        #expect(world.sandbox.google.mails.count == 1 && world.sandbox.google.events.count == 1)
    }

    @Test func `what was granted before stays granted when one more is asked for`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example", without: [Self.mail])
        _ = try await Self.add("send_mail", ada)
        let google = try await ada.api(.get, "/api/v1/integrations").list("integrations").first { $0["provider"] as? String == "google" }
        let operations = google?["operations"] as? [[String: Any]] ?? []
        #expect(operations.allSatisfy { $0["ready"] as? Bool == true } && operations.count == 3)
    }

    @Test func `a permission that is left out again changes nothing`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        try await ada.connect("google", as: "ada@acme.example", without: [Self.mail])
        let meeting = try await Everywhere.meeting(ada)
        _ = try await ada.api(.post, "/api/v1/meetings/\(meeting)/deliveries", ["destinations": ["google.mail"]])
        try await world.courier.runUntilIdle()
        try await ada.connect("google", as: "ada@acme.example", without: [Self.mail])
        #expect(try await world.courier.runUntilIdle() == 0)
        #expect(try await Self.states(ada, meeting) == ["google.mail": "blocked_by_scope"])
    }
}
