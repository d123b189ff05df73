import Domain
import Foundation
import Providers
import Testing

@Suite(
    "What is sent to Slack is what Slack's specification describes",
    .enabled(if: Contracts.has("slack_web_openapi_v2_without_examples.json"), Comment(rawValue: Contracts.skipped))
)
struct SlackContractTests {
    /// The specification is of 2021; these arguments are in Slack's pages of today.
    private static let newer = ["chat.postMessage": ["metadata"], "conversations.history": ["include_all_metadata"]]
    private static let scopes = [
        "chat.postMessage": "chat:write", "conversations.list": "channels:read", "users.lookupByEmail": "users:read.email",
        "conversations.history": "channels:history",
    ]

    private static func asked() async throws -> [Script.Asked] {
        let slack = Provider.slack
        let posted = #"{"ok":true,"channel":"C1","ts":"1.2"}"#
        var digest = MeetingDigest.sample
        digest.items[0].owner = "ben@acme.example"
        let access = Access(
            token: Secret("t"), identity: Identity(accountID: "U1", account: "ada"),
            scopes: ["chat:write", "channels:read", "users:read", "users:read.email", "channels:history"], companions: ["bot": Secret("b")]
        )
        let script = Script([
            (200, #"{"ok":true,"user":{"id":"U7"}}"#), (200, #"{"ok":true,"messages":[]}"#), (200, posted),
            (200, #"{"ok":true,"permalink":"https://x"}"#), (200, #"{"ok":true,"channels":[],"response_metadata":{"next_cursor":"n"}}"#),
            (200, #"{"ok":true,"channels":[]}"#), (200, #"{"ok":true,"user":"a","user_id":"U","team":"T","team_id":"T1"}"#),
            (200, #"{"ok":true,"revoked":true}"#),
        ])
        let order = Order.sample(meeting: digest, choice: Choice(id: "C1", name: "#x"), firstAttemptAt: Script.now)
        _ = try await slack.deliver(order, to: "slack.message", script, access: access)
        let choices = try #require(slack.operation(for: "slack.message")?.choices)
        _ = try await script.hold(choices(access, nil, nil))
        _ = try await script.hold(slack.identify(access))
        let revoke = try #require(slack.revoke)
        _ = try await script.send(revoke.call(OAuthClient(id: "i", secret: Secret("s"), redirectURI: ""), Secret("t")))
        return script.asked
    }

    @Test func `every method, argument and scope is known`() async throws {
        let paths = try #require(try Contracts.json("slack_web_openapi_v2_without_examples.json")["paths"] as? [String: [String: Any]])
        let asked = try await Self.asked()
        #expect(asked.count == 8)
        for call in asked {
            #expect(call.request.authority == "slack.com" && call.path.hasPrefix("/api/"))
            let method = String(call.path.dropFirst("/api/".count))
            let verbs = try #require(paths["/" + method], "\(method)")
            let operation = try #require((verbs[call.request.method.rawValue.lowercased()] ?? verbs["get"]) as? [String: Any])
            let parameters = operation["parameters"] as? [[String: Any]] ?? []
            let known = Set(parameters.compactMap { $0["name"] as? String }).union(Self.newer[method] ?? [])
            let given = Set(call.query.keys).union(call.json.keys)
            #expect(given.isSubset(of: known), "\(method): \(given.subtracting(known))")
            let required = parameters.filter { $0["required"] as? Bool == true }.compactMap { $0["name"] as? String }
            #expect(Set(required).subtracting(["token"]).isSubset(of: given), "\(method)")
            #expect(!given.contains("token") && call.header("Authorization") != nil)
        }
        let wanted = Set(Provider.slack.authorize.scopes)
        for call in asked {
            guard let scope = Self.scopes[String(call.path.dropFirst("/api/".count))], scope != "channels:history" else { continue }
            #expect(wanted.contains(scope))
        }
    }

    @Test(arguments: ["auth.test", "auth.revoke", "chat.postMessage", "chat.getPermalink", "conversations.list", "users.lookupByEmail"])
    func `what is read of an answer is in Slack's own samples`(method: String) throws {
        let sample = try Contracts.json("slack-samples/\(method).json")
        let read = [
            "auth.test": ["user", "user_id", "team", "team_id"], "chat.postMessage": ["channel", "ts"],
            "chat.getPermalink": ["permalink"], "conversations.list": ["channels", "response_metadata"], "users.lookupByEmail": ["user"],
        ]
        for key in ["ok"] + (read[method] ?? []) { #expect(sample[key] != nil, "\(method).\(key)") }
    }
}
