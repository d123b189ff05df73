import Domain
import Foundation
import Providers
import Testing

@Suite("An action item becomes one GitHub issue")
struct GitHubTests {
    private static let repository = Choice(id: "acme/web", name: "acme/web")
    private static let marker = "<!-- delivery 0f0e0d0c-0b0a-4908-8706-050403020100 -->"
    private static let issue = #"{"number":12,"html_url":"https://github.com/acme/web/issues/12","body":"x"}"#
    private static let made = Receipt(name: "#12", url: "https://github.com/acme/web/issues/12")

    private static func send(_ order: Order, _ script: Script) async throws -> Receipt {
        let access = Access(token: Secret("t"), identity: Identity(accountID: "7", account: "ada"))
        return try await Provider.github.deliver(order, to: "github.issue", script, access: access)
    }

    @Test func `it has the words, where they were said, and a mark nobody sees`() async throws {
        let script = Script([(201, Self.issue)])
        #expect(try await Self.send(.sample(.sample, choice: Self.repository), script) == Self.made)
        let asked = script.asked[0]
        #expect(asked.path == "/repos/acme/web/issues" && asked.request.authority == "api.github.com")
        #expect(asked.header("User-Agent") == "meeting-intelligence" && asked.header("X-GitHub-Api-Version") == "2022-11-28")
        #expect(asked.json["title"] as? String == "Write the report")
        let body = try #require(asked.json["body"] as? String)
        #expect(body.hasPrefix("Ben, by Mon 30 Nov 2026\n\n> I'll write the \\<b\\>report\\</b\\> by Monday, @<!-- -->ada\\."))
        #expect(body.hasSuffix(Self.marker))
    }

    @Test func `a second attempt looks among the person's own issues before it makes one`() async throws {
        let order = Order.sample(.sample, choice: Self.repository, firstAttemptAt: Script.now)
        let marked = Self.issue.replacing(#""body":"x""#, with: #""body":"y \#(Self.marker)""#)
        let found = Script([
            Script.answer(200, "[]", ["Link": #"<https://api.github.com/x?page=2>; rel="next""#]),
            Script.answer(200, "[\(Self.issue),\(marked)]"),
        ])
        #expect(try await Self.send(order, found) == Self.made)
        #expect(found.asked.map(\.request.method) == [.get, .get])
        #expect(found.asked[0].query["creator"] == "ada" && found.asked[0].query["since"] == "2026-11-20T09:59:00Z")
        #expect(found.asked[1].query["page"] == "2")
        let absent = Script([(200, "[\(Self.issue)]"), (201, Self.issue)])
        #expect(try await Self.send(order, absent) == Self.made)
        #expect(absent.asked.map(\.request.method) == [.get, .post])
    }

    @Test(arguments: ["", "acme", "acme/web/x", "../user", "acme/..", "/web"]) func `what is no repository is asked for again`(id: String)
        async
    {
        let script = Script([(Int, String)]())
        await #expect(throws: ProviderError.refused(reason: "Choose a repository first.")) {
            try await Self.send(.sample(.sample, choice: Choice(id: id, name: id)), script)
        }
        #expect(script.asked.isEmpty)
    }

    @Test func `repositories without issues are left out, and pages are followed`() async throws {
        let choices = try #require(Provider.github.operation(for: "github.issue")?.choices)
        let next = ["Link": #"<https://api.github.com/user/repos?page=2>; rel="next", <…>; rel="last""#]
        let script = Script([
            Script.answer(200, #"[{"full_name":"acme/web","has_issues":true},{"full_name":"acme/fork","has_issues":false}]"#, next),
            Script.answer(200, #"[{"full_name":"acme/old","archived":true},{"full_name":"acme/api"}]"#),
        ])
        #expect(try await script.hold(choices(.sample, nil, nil)).choices.map(\.id) == ["acme/web", "acme/api"])
        #expect(script.asked[0].query == ["per_page": "100", "sort": "full_name", "page": "1"])
        let searched = Script([Script.answer(200, #"[{"full_name":"acme/web"},{"full_name":"acme/api"}]"#)])
        #expect(try await searched.hold(choices(.sample, "API", "3")).choices.map(\.id) == ["acme/api"])
        #expect(searched.asked[0].query["page"] == "3")
    }

    @Test(arguments: [
        (401, #"{"message":"Bad credentials"}"#, [:], ProviderError.unauthorized),
        (
            404, #"{"message":"Not Found"}"#, [:],
            .refused(reason: "GitHub does not show that repository to this account any more. Choose another.")
        ),
        (410, #"{"message":"Issues are disabled"}"#, [:], .refused(reason: "Issues are switched off in that repository. Choose another.")),
        (422, #"{"message":"Validation Failed","errors":[]}"#, [:], .refused(reason: "GitHub says: Validation Failed")),
        (
            403, #"{"message":"You have exceeded a secondary rate limit"}"#, ["Retry-After": "60"],
            .later(after: 60, reason: "GitHub asks to slow down.")
        ),
        (
            403, #"{"message":"API rate limit exceeded"}"#, ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1795168900"],
            .later(after: 100, reason: "GitHub asks to slow down.")
        ),
        (
            403, #"{"message":"Resource protected by organization SAML enforcement"}"#, [:],
            .refused(reason: "GitHub says: Resource protected by organization SAML enforcement")
        ),
        (502, "<html>", [:], .later(after: nil, reason: "The provider is not ready to answer (HTTP 502).")),
        (403, "<html>", [:], .unreadable(status: 403)),
        (201, "<html>", [:], .unreadable(status: 201)), (301, "", [:], .unreadable(status: 301)),
    ])
    func `each of GitHub's answers means one thing`(status: Int, body: String, headers: [String: String], error: ProviderError) async {
        await #expect(throws: error) {
            try await Self.send(.sample(.sample, choice: Self.repository), Script([Script.answer(status, body, headers)]))
        }
    }

    @Test func `the permission is withdrawn by its own call, with the token in the body`() throws {
        let revoke = try #require(Provider.github.revoke)
        let call = revoke.call(OAuthClient(id: "id", secret: Secret("secret"), redirectURI: ""), Secret("t"))
        #expect(call.request.method == .delete && call.request.path == "/applications/id/grant")
        #expect(String(decoding: call.body, as: UTF8.self) == #"{"access_token":"t"}"#)
        #expect(call.request.headerFields[.authorization] == "Basic aWQ6c2VjcmV0")
        #expect(revoke.sharesGrant)
    }
}
