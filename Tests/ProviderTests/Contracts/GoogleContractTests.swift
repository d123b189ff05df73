import Domain
import Foundation
import Providers
import Testing

/// The consent page, the token and revocation endpoints and OpenID's `userinfo` are in no discovery document: they are held against what Google's
/// pages say (`GoogleTests`, `ContractTests`) and against the sandbox, and not here.
@Suite("What is sent to Google is what Google's discovery documents describe")
struct GoogleContractTests {
    private static let calendar = "google.calendar.v3.json"
    private static let drive = "google.drive.v3.json"
    private static let gmail = "google.gmail.v1.json"

    private static let event = (200, #"{"id":"e"}"#)
    private static let file = (200, #"{"id":"d","name":"n"}"#)
    private static let listing = ["calendar", "calendar.readonly", "calendar.calendarlist", "calendar.calendarlist.readonly"]

    @Test(.enabled(if: Contracts.has(calendar), Contracts.skipped(calendar)))
    func `an event of a due date`() async throws {
        let first = Order.sample(.sample), again = Order.sample(.sample, firstAttemptAt: Script.now)
        try await Self.check(first, "google.event", [Self.event], Self.calendar)
        try await Self.check(again, "google.event", [(404, "{}"), (409, "{}"), Self.event], Self.calendar)
    }

    @Test(.enabled(if: Contracts.has(calendar), Contracts.skipped(calendar)))
    func `an event of a follow-up, in a calendar of the person's choice`() async throws {
        var order = Order.sample(choice: Choice(id: "team one@group.calendar.google.com", name: "Team"))
        order.subject = .followUp(
            FollowUp(title: "Next", startsAt: Script.now, minutes: 30, timeZone: "Europe/Berlin", quote: "Same time next week."))
        try await Self.check(order, "google.event", [Self.event], Self.calendar)
    }

    @Test(.enabled(if: Contracts.has(calendar), Contracts.skipped(calendar)), arguments: listing)
    func `listing calendars, by each of the scopes it is done with`(name: String) async throws {
        let choices = try #require(Provider.google.operation(for: "google.event")?.choices)
        let scope = "https://www.googleapis.com/auth/" + name
        for cursor in [nil, "next"] {
            let script = Script([(200, #"{"items":[]}"#)])
            _ = try await script.hold(choices(Access(token: Secret("t"), scopes: [scope]), nil, cursor))
            #expect(script.asked.count == 1)
            for asked in script.asked { try Self.check(asked, Self.calendar, scopes: [scope]) }
        }
    }

    @Test(.enabled(if: Contracts.has(drive), Contracts.skipped(drive)))
    func `a document`() async throws {
        try await Self.check(.sample(), "google.document", [Self.file], Self.drive)
        try await Self.check(.sample(firstAttemptAt: Script.now), "google.document", [(200, #"{"files":[]}"#), Self.file], Self.drive)
    }

    @Test(.enabled(if: Contracts.has(gmail), Contracts.skipped(gmail)))
    func `a mail`() async throws {
        let order = Order.sample(recipients: ["ben@acme.example"])
        try await Self.check(order, "google.mail", [(200, #"{"id":"m","threadId":"t"}"#)], Self.gmail)
    }

    @Test(
        .enabled(if: Contracts.has(calendar), Contracts.skipped(calendar)),
        arguments: [
            (
                "https://calendar.googleapis.com/calendar/v3/calendars/p/events",
                ["calendar.googleapis.com is not https://www.googleapis.com/"]
            ),
            ("https://www.googleapis.com/calendar/v2/calendars/p/events", ["there is no POST /calendar/v2/calendars/p/events"]),
            ("https://www.googleapis.com/calendar/v3/calendars//events", ["there is no POST /calendar/v3/calendars//events"]),
            ("?sendUpdate=none", ["no parameter sendUpdate"]), ("?sendUpdates=some", ["sendUpdates cannot be some"]),
            ("?calendarId=x", ["no parameter calendarId"]), ("?maxAttendees=few", ["maxAttendees is no whole number"]),
            ("?maxAttendees=0", ["maxAttendees is out of range"]), ("?supportsAttachments=yes", ["supportsAttachments is no flag"]),
        ] as [(String, [String])])
    func `the check itself finds what is wrong with an address`(address: String, faults: [String]) throws {
        let url = address.hasPrefix("?") ? "https://www.googleapis.com/calendar/v3/calendars/p/events" + address : address
        let scopes: Set = ["https://www.googleapis.com/auth/calendar"]
        #expect(try Discovery(Self.calendar).faults(of: .post(url), body: [:], scopes: scopes) == faults)
    }

    @Test(
        .enabled(if: Contracts.has(calendar), Contracts.skipped(calendar)),
        arguments: [
            (#"{"summry":"x"}"#, "Event has no summry"), (#"{"start":{"date":"tomorrow"}}"#, "EventDateTime.date is no date"),
            (#"{"start":{"date":"2026-02-30"}}"#, "EventDateTime.date is no date"),
            (#"{"start":{"dateTime":"2026-11-20 10:00"}}"#, "EventDateTime.dateTime is no moment"),
            (#"{"attendees":"ben"}"#, "Event.attendees is no list"), (#"{"summary":7}"#, "Event.summary is no text"),
            (#"{"locked":1}"#, "Event.locked is no flag"), (#"{"sequence":true}"#, "Event.sequence is no number"),
            (#"{"sequence":1.5}"#, "Event.sequence is no whole number"),
            (#"{"extendedProperties":{"private":{"delivery":7}}}"#, "Event.extendedProperties.private.delivery is no text"),
        ])
    func `the check itself finds what is wrong with a body`(body: String, fault: String) throws {
        let url = "https://www.googleapis.com/calendar/v3/calendars/p/events"
        let object = try #require(JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
        let document = try Discovery(Self.calendar)
        let scopes: Set = ["https://www.googleapis.com/auth/calendar"]
        #expect(document.faults(of: .post(url), body: object, scopes: scopes) == [fault])
        let reading = "https://www.googleapis.com/auth/calendar.readonly"
        #expect(document.faults(of: .post(url), body: [:], scopes: [reading]) == ["not opened by \(reading)"])
        #expect(document.faults(of: .post(url), body: nil, scopes: scopes) == ["no body, which is a Event"])
    }

    @Test(.enabled(if: Contracts.has(gmail), Contracts.skipped(gmail)))
    func `the check itself finds bytes that are no base64url`() throws {
        let url = "https://gmail.googleapis.com/gmail/v1/users/me/messages/send"
        let found = try Discovery(Self.gmail).faults(of: .post(url), body: ["raw": "a b"], scopes: ["https://mail.google.com/"])
        #expect(found == ["Message.raw is not base64url"])
    }

    /// Sends it, and checks every request of it by each set of scopes that makes the operation ready: one alone has to open them all.
    private static func check(_ order: Order, _ destination: Destination, _ answers: [(Int, String)], _ file: String) async throws {
        let operation = try #require(Provider.google.operation(for: destination))
        for scopes in operation.scopes {
            let script = Script(answers)
            let access = Access(token: Secret("t"), identity: Identity(accountID: "1", account: "ada@acme.example"), scopes: scopes)
            _ = try await Provider.google.deliver(order, to: destination, script, access: access)
            #expect(script.asked.count == answers.count)
            for asked in script.asked { try check(asked, file, scopes: scopes) }
        }
    }

    private static func check(_ asked: Script.Asked, _ file: String, scopes: Set<String>) throws {
        let isUpload = asked.header("Content-Type")?.hasPrefix("multipart/") == true
        let body: [String: Any]? = asked.bytes.isEmpty ? nil : isUpload ? try metadata(asked) : asked.json
        #expect(try Discovery(file).faults(of: asked, body: body, scopes: scopes) == [], "\(asked.path) by \(scopes)")
    }

    /// The JSON part of an upload in several parts.
    private static func metadata(_ asked: Script.Asked) throws -> [String: Any]? {
        let part = asked.text.components(separatedBy: "\r\n\r\n")[1].components(separatedBy: "\r\n--")[0]
        return try JSONSerialization.jsonObject(with: Data(part.utf8)) as? [String: Any]
    }
}

extension Script.Asked {
    /// A request without a body.
    fileprivate static func post(_ url: String) -> Script.Asked {
        let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        return Script.Asked(
            request: .init(method: .post, scheme: String(parts[0].dropLast()), authority: parts[2], path: "/" + parts[3]), bytes: [])
    }
}
