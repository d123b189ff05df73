import Domain
import Foundation
import Providers
import Testing

@Suite("An action item becomes one Todoist task")
struct TodoistTests {
    private static let project = Choice(id: "p1", name: "Work")
    private static let made = Receipt(name: "Task in Work", url: "https://app.todoist.com/app/task/t1")

    private static func send(_ order: Order, _ script: Script) async throws -> Receipt {
        try await Provider.todoist.deliver(order, to: "todoist.task", script)
    }

    @Test(arguments: [(ActionItem.Priority.none, 1), (.low, 1), (.medium, 2), (.high, 3), (.urgent, 4)])
    func `it has project, day, priority and an identifier that makes a repetition harmless`(priority: ActionItem.Priority, number: Int)
        async throws
    {
        var item = ActionItem.sample
        item.priority = priority
        let script = Script([(200, #"{"id":"t1","content":"x"}"#)])
        #expect(try await Self.send(.sample(item, choice: Self.project), script) == Self.made)
        let asked = script.asked[0]
        #expect(asked.path == "/api/v1/tasks" && asked.header("X-Request-Id") == "0f0e0d0c-0b0a-4908-8706-050403020100")
        #expect(asked.json["content"] as? String == "Write the report" && asked.json["project_id"] as? String == "p1")
        #expect(asked.json["due_date"] as? String == "2026-11-30" && asked.json["priority"] as? Int == number)
        #expect((asked.json["description"] as? String)?.hasPrefix("Owner: Ben\n\n“I'll write") == true)
    }

    @Test func `a repetition is answered without the task and counts, a first attempt is not`() async throws {
        let again = Order.sample(.sample, choice: Self.project, firstAttemptAt: Script.now)
        #expect(try await Self.send(again, Script([(204, "")])) == Receipt(name: "Task in Work", url: nil))
        await #expect(throws: ProviderError.unreadable(status: 204)) {
            try await Self.send(.sample(.sample, choice: Self.project), Script([(204, "")]))
        }
        await #expect(throws: ProviderError.unreadable(status: 200)) { try await Self.send(again, Script([(200, "<html>")])) }
    }

    @Test func `projects are listed in pages and archived ones left out`() async throws {
        let choices = try #require(Provider.todoist.operation(for: "todoist.task")?.choices)
        let script = Script([
            (
                200,
                #"{"results":[{"id":"1","name":"Inbox"},{"id":"2","name":"Old","is_archived":true},{"id":"3","name":"Work"}],"next_cursor":"n"}"#
            )
        ])
        #expect(try await script.hold(choices(.sample, "wo", "c")) == ChoicePage(choices: [Choice(id: "3", name: "Work")], next: "n"))
        #expect(script.asked[0].query == ["limit": "200", "cursor": "c"])
    }

    @Test(arguments: [
        (401, "Unauthorized", ProviderError.unauthorized),
        (403, #"{"error":"Insufficient Token scope"}"#, .scopeMissing("Insufficient Token scope")),
        (404, #"{"error":"Not found"}"#, .refused(reason: "Todoist does not show that project to this account any more. Choose another.")),
        (400, #"{"error":"Bad date"}"#, .refused(reason: "Todoist says: Bad date")), (400, "<html>", .unreadable(status: 400)),
        (429, "", .later(after: 10, reason: "The provider asks to slow down.")), (302, "", .unreadable(status: 302)),
    ])
    func `each of Todoist's answers means one thing`(status: Int, body: String, error: ProviderError) async {
        await #expect(throws: error) { try await Self.send(.sample(.sample, choice: Self.project), Script([(status, body)])) }
    }
}
