import Domain
import Foundation
import Testing

@testable import Providers

@Suite("A message mentions whom Slack knows for certain, and a doubt about people keeps no message back")
struct SlackPeopleTests {
    private static let posted = (200, #"{"ok":true,"channel":"C1","ts":"1795168801.000100"}"#)
    private static let link = (200, #"{"ok":true,"permalink":"https://acme.slack.com/archives/C1/p1"}"#)
    private static let scopes: Set = ["users:read", "users:read.email"]

    private static func page(_ members: [String], next: String = "") -> (Int, String) {
        (200, #"{"ok":true,"members":[\#(members.joined(separator: ","))],"response_metadata":{"next_cursor":"\#(next)"}}"#)
    }

    private static func member(_ id: String, _ name: String, display: String = "", mail: String? = nil, extra: String = "") -> String {
        let mail = mail.map { #","email":"\#($0)""# } ?? ""
        return #"{"id":"\#(id)","name":"h\#(id)","real_name":"\#(name)","profile":{"display_name":"\#(display)"\#(mail)}\#(extra)}"#
    }

    /// What was posted, and what was asked before it.
    private static func post(
        _ owners: [String], _ answers: [(Int, String)], scopes: Set<String> = scopes
    ) async throws -> (text: String, before: [Script.Asked]) {
        var digest = MeetingDigest.sample
        digest.items = owners.map { ActionItem(title: "Do it", owner: $0) }
        let script = Script(answers + [posted, link])
        let access = Access(token: Secret("person"), identity: Identity(accountID: "U1", account: "ada"), scopes: scopes)
        let order = Order.sample(meeting: digest, choice: Choice(id: "C1", name: "#product"))
        _ = try await Provider.slack.deliver(order, to: "slack.message", script, access: access)
        let index = try #require(script.asked.firstIndex { $0.path.hasSuffix("chat.postMessage") })
        return (script.asked[index].text, Array(script.asked[..<index]))
    }

    @Test func `by their whole name, display name, handle or mail address, or a first name only one person has`() async throws {
        let people = [
            Self.member("U1", "Ben Okafor"), Self.member("U2", "Cleo Marsh", display: "cm"), Self.member("U3", "Cleo Adams"),
            Self.member("U4", "Dora Nagy", mail: "dora@acme.example"),
        ]
        let (text, before) = try await Self.post(
            ["ben", "Cleo", "CM", "Dora@acme.example", "hU3", "Nobody"], [Self.page(people.dropLast(), next: "n"), Self.page([people[3]])])
        #expect(before.map(\.path) == ["/api/users.list", "/api/users.list"] && before[1].query == ["limit": "200", "cursor": "n"])
        for id in ["U1", "U2", "U3", "U4"] { #expect(text.contains("<@\(id)>"), "\(id)") }
        #expect(text.contains("— Cleo") && text.contains("— Nobody"))
    }

    @Test func `who has left, and bots, are nobody's Ben`() async throws {
        let people = [
            Self.member("U1", "Ben Okafor", extra: #","deleted":true"#), Self.member("U2", "Ben Robot", extra: #","is_bot":true"#),
            Self.member("USLACKBOT", "Ben Slackbot"),
        ]
        #expect(try await !Self.post(["Ben"], [Self.page(people)]).text.contains("<@"))
    }

    @Test func `in a workspace too large to read, by mail alone`() async throws {
        let pages = (1...5).map { Self.page([Self.member("U\($0)", "Ben \($0)")], next: "n") }
        let found = (200, #"{"ok":true,"user":{"id":"U77"}}"#)
        let (text, before) = try await Self.post(["Ben 1", "ada@acme.example"], pages + [found])
        #expect(before.count == 6 && before[5].query == ["email": "ada@acme.example"])
        #expect(text.contains("<@U77>") && text.contains("— Ben 1"))
    }

    @Test(arguments: ["users_not_found", "missing_scope", "not_allowed_token_type", "access_denied"])
    func `whatever Slack refuses to say of people, the message goes`(error: String) async throws {
        let refused = (200, #"{"ok":false,"error":"\#(error)","needed":"users:read"}"#)
        let (text, before) = try await Self.post(["Ben", "ada@acme.example"], [refused, refused])
        #expect(before.count == 2 && text.contains("— Ben") && text.contains("— ada@acme.example"))
    }

    @Test func `a rate limit is waited for, so that nobody is left out by chance`() async throws {
        let failure = await #expect(throws: ProviderError.self) {
            try await Self.post(["Ben"], [(200, #"{"ok":false,"error":"ratelimited"}"#)])
        }
        #expect(failure == .later(after: 10, reason: "Slack asks to slow down."))
    }

    @Test func `without the scopes, or owners, nobody is asked about`() async throws {
        #expect(try await Self.post(["Ben"], [], scopes: ["users:read"]).before.isEmpty)
        #expect(try await Self.post([], []).before.isEmpty)
    }
}
