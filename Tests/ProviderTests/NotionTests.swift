import Domain
import Foundation
import Providers
import Testing

@Suite("An action item becomes one Notion page")
struct NotionTests {
    private static let database = Choice(id: "data_source:d-1", name: "Tasks")
    private static let page = #"{"object":"page","id":"p","url":"https://www.notion.so/p"}"#
    private static let ours =
        #"{"results":[{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"Reference 0f0e0d0c-0b0a-4908-8706-050403020100"}]}}]}"#
    private static let made = Receipt(name: "Page “Write the report”", url: "https://www.notion.so/p")

    private static func send(_ order: Order, _ script: Script) async throws -> Receipt {
        try await Provider.notion.deliver(order, to: "notion.page", script)
    }

    @Test(arguments: [("data_source:d-1", "data_source_id"), ("page:d-1", "page_id"), ("database:d-1", "database_id")])
    func `it goes below the chosen page or into the chosen database`(choice: String, kind: String) async throws {
        let script = Script([(200, Self.page)])
        #expect(try await Self.send(.sample(.sample, choice: Choice(id: choice, name: "x")), script) == Self.made)
        let asked = script.asked[0]
        #expect(asked.path == "/v1/pages" && asked.header("Notion-Version") == "2026-03-11")
        #expect(asked.json["parent"] as? [String: String] == ["type": kind, kind: "d-1"])
        #expect(asked.text.contains(#""properties":{"title":{"title":[{"text":{"content":"Write the report"},"type":"text"}]}}"#))
        #expect(asked.text.contains(#""quote":{"rich_text":"#) && asked.text.contains("Ben, by Mon 30 Nov 2026"))
    }

    @Test func `a long quote is divided as Notion wants it`() async throws {
        let quote = String(repeating: "äöü🎉", count: 1000)
        let script = Script([(200, Self.page)])
        _ = try await Self.send(.sample(ActionItem(title: "x", quote: quote), choice: Self.database), script)
        let children = try #require(script.asked[0].json["children"] as? [[String: Any]])
        let texts = try #require((children[0]["quote"] as? [String: Any])?["rich_text"] as? [[String: Any]])
        let contents = texts.compactMap { ($0["text"] as? [String: Any])?["content"] as? String }
        #expect(contents.joined() == quote && contents.allSatisfy { $0.utf16.count <= 2000 } && contents.count <= 100)
    }

    @Test func `a lost answer leaves it in doubt; a page that is found settles it`() async throws {
        await #expect(throws: ProviderError.uncertain) {
            try await Self.send(.sample(.sample, choice: Self.database), Script([(Int, String)]()))
        }
        let cutOff = Order.sample(.sample, choice: Self.database, isReconciliation: true, firstAttemptAt: Script.now)
        func found(_ time: String, parent: String, title: String) -> String {
            """
            {"object":"page","id":"p","url":"https://www.notion.so/p","created_time":"\(time)","parent":{"type":"data_source_id",
            "data_source_id":"\(parent)"},"properties":{"State":{"type":"select"},"Name":{"type":"title","title":[{"plain_text":"\(title)"}]}}}
            """
        }
        let right = found("2026-11-20T10:00:30.000Z", parent: "d-1", title: "Write the report")
        let script = Script([(200, #"{"results":[\#(right)],"has_more":false}"#), (200, Self.ours)])
        #expect(try await Self.send(cutOff, script) == Self.made)
        #expect(script.asked.map(\.path) == ["/v1/search", "/v1/blocks/p/children"])
        for wrong in [
            found("2026-11-20T09:00:00.000Z", parent: "d-1", title: "Write the report"),
            found("2026-11-20T10:00:30.000Z", parent: "d-2", title: "Write the report"),
            found("2026-11-20T10:00:30.000Z", parent: "d-1", title: "Write"),
        ] {
            await #expect(throws: ProviderError.uncertain) { try await Self.send(cutOff, Script([(200, #"{"results":[\#(wrong)]}"#)])) }
        }
    }

    @Test func `a page of the same title that is another's is not taken for it`() async throws {
        let cutOff = Order.sample(.sample, choice: Self.database, isReconciliation: true, firstAttemptAt: Script.now)
        func page(_ id: String) -> String {
            """
            {"object":"page","id":"\(id)","url":"https://www.notion.so/\(id)","created_time":"2026-11-20T10:00:30.000Z",
            "parent":{"data_source_id":"d-1"},"properties":{"Name":{"title":[{"plain_text":"Write the report"}]}}}
            """
        }
        let results = #"{"results":[\#(["a", "b", "p"].map(page).joined(separator: ","))]}"#
        let others =
            #"{"results":[{"type":"quote","quote":{"rich_text":[]}},{"type":"paragraph","paragraph":{"rich_text":[{"plain_text":"Reference 1"}]}}]}"#
        let script = Script([(200, results), (200, others), (404, #"{"code":"object_not_found","message":"m"}"#), (200, Self.ours)])
        #expect(try await Self.send(cutOff, script) == Self.made)
        #expect(script.asked.count == 4)
        await #expect(throws: ProviderError.uncertain) {
            try await Self.send(cutOff, Script([(200, results), (200, others), (200, others), (200, others)]))
        }
    }

    @Test func `a page ends with the identifier it is found again by`() async throws {
        let script = Script([(200, Self.page)])
        _ = try await Self.send(.sample(.sample, choice: Self.database), script)
        let children = try #require(script.asked[0].json["children"] as? [[String: Any]])
        let last = try #require((children.last?["paragraph"] as? [String: Any])?["rich_text"] as? [[String: Any]])
        #expect((last[0]["text"] as? [String: Any])?["content"] as? String == "Reference 0f0e0d0c-0b0a-4908-8706-050403020100")
    }

    @Test func `a search that lags is asked again for ten minutes, then it is the person's turn`() throws {
        let deliver = try #require(Provider.notion.operation(for: "notion.page")?.deliver)
        let nothing = Script.answer(200, #"{"results":[]}"#)
        func look(since: Double) throws -> Conversation<Receipt>? {
            let order = Order.sample(
                .sample, choice: Self.database, isReconciliation: true, firstAttemptAt: Script.now.addingTimeInterval(-since))
            guard case .ask(let call) = deliver(order, .sample) else { return nil }
            return try call.read(nothing)
        }
        #expect(throws: ProviderError.uncertain) { try look(since: 599) }
        guard case .failed(.uncertain) = try look(since: 601) else {
            Issue.record("it is still looked for")
            return
        }
    }

    @Test func `what was shared can be chosen, with search and pages by Notion`() async throws {
        let choices = try #require(Provider.notion.operation(for: "notion.page")?.choices)
        let results = """
            {"object":"page","id":"1","properties":{"title":{"type":"title","title":[{"plain_text":"Home"}]}}},
            {"object":"data_source","id":"2","title":[{"plain_text":"Ta"},{"plain_text":"sks"}],"properties":{"Name":{"type":"title","title":{}}}},
            {"object":"page","id":"3","properties":{"title":{"type":"title","title":[]}}},{"object":"user","id":"4"}
            """
        let script = Script([(200, #"{"results":[\#(results)],"has_more":true,"next_cursor":"n"}"#)])
        let page = try await script.hold(choices(.sample, "ta", "c"))
        #expect(
            page.choices == [
                Choice(id: "page:1", name: "Home"), Choice(id: "data_source:2", name: "Tasks"), Choice(id: "page:3", name: "Untitled"),
            ])
        #expect(page.next == "n")
        #expect(script.asked[0].text == #"{"page_size":100,"query":"ta","start_cursor":"c"}"#)
    }

    @Test func `codes go as JSON under our name, and there is nothing to ask for`() throws {
        let client = OAuthClient(id: "id", secret: Secret("secret"), redirectURI: "https://us.example/c")
        let call = Provider.notion.tokens.exchange(code: Secret("c"), verifier: nil, client: client)
        #expect(
            String(decoding: call.body, as: UTF8.self)
                == #"{"code":"c","grant_type":"authorization_code","redirect_uri":"https://us.example/c"}"#)
        #expect(
            call.request.headerFields[.authorization] == "Basic aWQ6c2VjcmV0"
                && call.request.headerFields[.contentType] == "application/json")
        let address = Provider.notion.authorize.address(client: client, state: Secret("s"), challenge: "c")
        #expect(address.contains("owner=user") && !address.contains("scope") && !address.contains("challenge"))
        let grant = try call.read(
            Script.answer(200, #"{"access_token":"a","token_type":"bearer","refresh_token":null,"workspace_id":"w"}"#))
        #expect(grant == Grant(accessToken: Secret("a")))
    }

    @Test(arguments: [
        (401, "unauthorized", ProviderError.unauthorized),
        (429, "rate_limited", .later(after: 8, reason: "The provider asks to slow down.")),
        (
            404, "object_not_found",
            .refused(reason: "Notion no longer shares that page with this connection. Share it again, or choose another.")
        ),
        (409, "conflict_error", .later(after: 8, reason: "Notion was busy with that page.")),
        (400, "validation_error", .refused(reason: "Notion says: m")), (403, "restricted_resource", .refused(reason: "Notion says: m")),
        (500, "internal_server_error", .uncertain),
        (503, "service_unavailable", .later(after: 8, reason: "The provider is not ready to answer (HTTP 503).")),
    ])
    func `each of Notion's errors means one thing`(status: Int, code: String, error: ProviderError) async {
        let answer = Script.answer(status, #"{"object":"error","status":\#(status),"code":"\#(code)","message":"m"}"#, ["Retry-After": "8"])
        await #expect(throws: error) { try await Self.send(.sample(.sample, choice: Self.database), Script([answer])) }
    }
}
