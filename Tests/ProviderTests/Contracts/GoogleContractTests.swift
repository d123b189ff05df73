import Domain
import Foundation
import Providers
import Testing

@Suite(
    "What is sent to Google is what Google's discovery documents describe",
    .enabled(if: Contracts.has("google.calendar.v3.json"), Comment(rawValue: Contracts.skipped))
)
struct GoogleContractTests {
    private static let file = #"{"id":"d","name":"n"}"#

    @Test(arguments: ["google.event", "google.document", "google.mail"] as [Destination])
    func `paths, parameters and bodies are known, and what we ask for opens them`(destination: Destination) async throws {
        let operation = try #require(Provider.google.operation(for: destination))
        let order =
            operation.subject == .item
            ? Order.sample(.sample, firstAttemptAt: Script.now) : .sample(recipients: ["ben@acme.example"], firstAttemptAt: Script.now)
        let answers = [
            "google.event": [(404, "{}"), (409, "{}"), (200, "{}")], "google.document": [(200, #"{"files":[]}"#), (200, Self.file)],
            "google.mail": [(200, #"{"id":"m","threadId":"t"}"#)],
        ]
        let script = Script(answers[destination.rawValue] ?? [])
        _ = try await Provider.google.deliver(order, to: destination, script)
        #expect(script.asked.count == answers[destination.rawValue]?.count)
        for asked in script.asked { try Self.check(asked, scopes: operation.scopes[0]) }
    }

    @Test func `listing calendars needs what it says it needs`() async throws {
        let choices = try #require(Provider.google.operation(for: "google.event")?.choices)
        let scope = "https://www.googleapis.com/auth/calendar.calendarlist.readonly"
        let script = Script([(200, #"{"items":[]}"#)])
        _ = try await script.hold(choices(Access(token: Secret("t"), scopes: [scope]), nil, "next"))
        try Self.check(script.asked[0], scopes: [scope])
    }

    @Test func `each of an operation's scopes opens every request of it`() throws {
        let methods = [
            "google.event": "google.calendar.v3.json", "google.document": "google.drive.v3.json", "google.mail": "google.gmail.v1.json",
        ]
        for (destination, name) in methods {
            let operation = try #require(Provider.google.operation(for: Destination(rawValue: destination)))
            let text = try Contracts.text(name)
            for scope in operation.scopes.flatMap(\.self) { #expect(text.contains("\"\(scope)\""), "\(scope)") }
        }
    }

    @Test func `the check itself finds what is wrong`() throws {
        let calendar = try Discovery("google.calendar.v3.json")
        let script = Script.Asked(
            request: .init(
                method: .post, scheme: "https", authority: "x",
                path: "/calendar/v3/calendars/primary/events?sendUpdate=none&sendUpdates=some"), bytes: [])
        let found = calendar.check(script, body: ["summry": "x", "start": ["date": "tomorrow"], "attendees": "ben"])
        #expect(
            Set(found.faults) == [
                "no parameter sendUpdate", "sendUpdates cannot be some", "Event has no summry", "EventDateTime.date is no date",
                "Event.attendees is no list",
            ])
        #expect(!found.scopes.contains("https://www.googleapis.com/auth/calendar.readonly"))
    }

    private static func check(_ asked: Script.Asked, scopes: Set<String>) throws {
        let name =
            asked.path.contains("/gmail/")
            ? "google.gmail.v1.json" : asked.path.contains("/drive/") ? "google.drive.v3.json" : "google.calendar.v3.json"
        let body: [String: Any]? =
            asked.bytes.isEmpty ? nil : asked.header("Content-Type")?.hasPrefix("multipart/") == true ? metadata(asked) : asked.json
        let found = try Discovery(name).check(asked, body: body)
        #expect(found.faults == [], "\(asked.path)")
        #expect(!found.scopes.isDisjoint(with: scopes), "\(asked.path)")
    }

    /// The JSON part of an upload in several parts.
    private static func metadata(_ asked: Script.Asked) -> [String: Any]? {
        let part = asked.text.components(separatedBy: "\r\n\r\n")[1].components(separatedBy: "\r\n--")[0]
        return try? JSONSerialization.jsonObject(with: Data(part.utf8)) as? [String: Any]
    }
}
