import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Providers

@Suite("An action item becomes one Linear issue with what was said in it")
struct LinearTests {
    private static let made =
        #"{"data":{"issueCreate":{"success":true,"issue":{"identifier":"PRO-1","url":"https://linear.app/x/issue/PRO-1"}}}}"#
    private static let people = """
        {"data":{"users":{"nodes":[
            {"id":"1","name":"Ben Carter","displayName":"benc","email":"ben@acme.example"},
            {"id":"2","name":"Ben Young","displayName":"by","email":"young@acme.example"},
            {"id":"3","name":"Clara Diaz","displayName":"clara.d","email":"clara@acme.example"}]}}}
        """

    private static func order(owner: String?, priority: ActionItem.Priority = .none, quote: String? = "I'll do it.") -> Order {
        let item = ActionItem(title: "Write the report", owner: owner, dueOn: Day("2026-11-27"), quote: quote, at: 62, priority: priority)
        return Order(
            objectID: "0f0e0d0c-0b0a-4908-8706-050403020100", subject: .item(item),
            meeting: MeetingDigest(title: "Weekly", heldAt: Date(timeIntervalSince1970: 1_795_168_800), timeZone: "Europe/Berlin"),
            choice: Choice(id: "team", name: "Product")
        )
    }

    private static func deliver(_ order: Order, _ script: Script) async throws -> Receipt {
        let deliver = try #require(Provider.linear.operation(for: "linear.issue")?.deliver)
        return try await script.hold(deliver(order, Access(token: Secret("token"))))
    }

    private static func input(_ script: Script) throws -> [String: Any] {
        let variables = try #require(script.bodies.last?["variables"] as? [String: Any])
        return try #require(variables["input"] as? [String: Any])
    }

    @Test(arguments: [
        ("clara@acme.example", "3"), ("Clara Diaz", "3"), ("clara diaz", "3"), ("Clara", "3"), ("benc", "1"), ("Ben", nil), ("Nobody", nil),
    ])
    func `an owner is found by name or mail, and a doubtful one is left out`(owner: String, id: String?) async throws {
        let script = Script([(200, Self.people), (200, Self.made)])
        _ = try await Self.deliver(Self.order(owner: owner), script)
        #expect(try Self.input(script)["assigneeId"] as? String == id)
    }

    @Test(arguments: [(ActionItem.Priority.none, 0), (.urgent, 1), (.high, 2), (.medium, 3), (.low, 4)])
    func `title, team, day, priority and our own id go with it`(priority: ActionItem.Priority, number: Int) async throws {
        let script = Script([(200, Self.made)])
        let receipt = try await Self.deliver(Self.order(owner: nil, priority: priority), script)
        let input = try Self.input(script)
        #expect(receipt == Receipt(name: "PRO-1", url: "https://linear.app/x/issue/PRO-1"))
        #expect(input["id"] as? String == "0f0e0d0c-0b0a-4908-8706-050403020100")
        #expect(input["teamId"] as? String == "team")
        #expect(input["title"] as? String == "Write the report")
        #expect(input["dueDate"] as? String == "2026-11-27")
        #expect(input["priority"] as? Int == number)
        #expect(script.bodies.count == 1)
    }

    @Test func `what a transcript says formats, links and mentions nothing`() async throws {
        let script = Script([(200, Self.made)])
        _ = try await Self.deliver(Self.order(owner: nil, quote: "See [this](http://x) <b>now</b> @ada `code` # one"), script)
        let text = try #require(try Self.input(script)["description"] as? String)
        #expect(text.hasPrefix(##"> See \[this\]\(http\://x\) \<b\>now\</b\> \@ada \`code\` \# one"##))
    }

    @Test func `an issue that exists already is fetched and counts as delivered`() async throws {
        let conflict = #"{"errors":[{"message":"conflict on insert of Issue","extensions":{"code":"INPUT_ERROR"}}],"data":null}"#
        let found = #"{"data":{"issue":{"identifier":"PRO-9","url":"https://linear.app/x/issue/PRO-9"}}}"#
        let script = Script([(200, conflict), (200, found)])
        #expect(try await Self.deliver(Self.order(owner: nil), script).name == "PRO-9")
    }

    @Test func `without a team the first of the account is taken, and an account without one is told`() async throws {
        var order = Self.order(owner: nil)
        order.choice = nil
        let script = Script([
            (200, #"{"data":{"teams":{"nodes":[{"id":"t1","name":"A"}],"pageInfo":{"hasNextPage":false}}}}"#), (200, Self.made),
        ])
        _ = try await Self.deliver(order, script)
        #expect(try Self.input(script)["teamId"] as? String == "t1")
        let none = Script([(200, #"{"data":{"teams":{"nodes":[],"pageInfo":{"hasNextPage":false}}}}"#)])
        await #expect(throws: ProviderError.refused(reason: "This Linear workspace has no team you can add issues to.")) {
            try await Self.deliver(order, none)
        }
    }

    @Test(arguments: [
        (401, "{}", ProviderError.unauthorized), (401, "<html>", .unauthorized),
        (400, #"{"errors":[{"message":"x","extensions":{"code":"AUTHENTICATION_ERROR"}}]}"#, .unauthorized),
        (
            200, #"{"errors":[{"message":"Invalid scope: `write` required","extensions":{"code":"FORBIDDEN"}}]}"#,
            .scopeMissing("Invalid scope: `write` required")
        ),
        (
            200, #"{"errors":[{"message":"x","extensions":{"type":"ratelimited"}}]}"#,
            .later(after: 10, reason: "Linear asks to slow down.")
        ),
        (
            200, #"{"errors":[{"message":"Entity not found: Team","extensions":{"code":"INPUT_ERROR"}}]}"#,
            .refused(reason: "Linear says: Entity not found: Team")
        ),
        (
            200, #"{"data":{"issueCreate":{"success":false,"issue":null}}}"#,
            .refused(reason: "Linear did not take the issue and gave no reason.")
        ),
        (200, "<html>", .unreadable(status: 200)), (200, #"{"data":null}"#, .unreadable(status: 200)), (302, "", .unreadable(status: 302)),
        (502, "<html>", .later(after: nil, reason: "The provider is not ready to answer (HTTP 502).")),
    ])
    func `each of Linear's answers means one thing`(status: Int, body: String, error: ProviderError) async {
        await #expect(throws: error) { try await Self.deliver(Self.order(owner: nil), Script([(status, body)])) }
    }
}
