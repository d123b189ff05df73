import Domain
import Foundation
import HTTPTypes
import Providers
import Testing

@Suite(
    "What is sent to Slack is what Slack's specification describes",
    .enabled(if: Contracts.has(SlackSpecification.file), Contracts.skipped(SlackSpecification.file))
)
struct SlackContractTests {
    /// Every method takes POST (<https://docs.slack.dev/apis/web-api>), which keeps codes and tokens out of addresses.
    private static let departures: [String: SlackSpecification.Departure] = [
        "auth.test": .init(verb: "post"), "auth.revoke": .init(verb: "post"),
        // <https://docs.slack.dev/authentication/using-token-rotation>
        "oauth.v2.access": .init(verb: "post", arguments: ["grant_type": "string", "refresh_token": "string"], optional: ["code"]),
        // <https://docs.slack.dev/messaging/message-metadata>
        "chat.postMessage": .init(arguments: ["metadata": "object"]),
        "conversations.history": .init(arguments: ["include_all_metadata": "boolean"]),
    ]

    private static let client = OAuthClient(id: "i", secret: Secret("s"), redirectURI: "https://us.example/callback")
    private static let posted = (200, #"{"ok":true,"channel":"C1","ts":"1.2"}"#)
    private static let link = (200, #"{"ok":true,"permalink":"https://x"}"#)
    private static let channel = Choice(id: "C1", name: "#x")

    /// What is asked by somebody whose token has those scopes, and whose bot may write.
    private static func asked(_ scopes: Set<String>) async throws -> [(Script.Asked, Set<String>)] {
        let slack = Provider.slack
        let access = Access(
            token: Secret("t"), identity: Identity(accountID: "U1", account: "ada"), scopes: scopes, companions: ["bot": Secret("b")])
        var digest = MeetingDigest.sample
        digest.items[0].owner = "ben@acme.example"
        let canFind = scopes.isSuperset(of: ["users:read", "users:read.email"])
        let canLook = !scopes.isDisjoint(with: ["channels:history", "groups:history"])
        let people = canFind ? [(200, #"{"ok":false,"error":"access_denied"}"#), (200, #"{"ok":true,"user":{"id":"U7"}}"#)] : []
        let script = Script(
            people + (canLook ? [(200, #"{"ok":true,"messages":[]}"#)] : []) + [posted, link, posted, link] + [
                (200, #"{"ok":true,"user":"a","user_id":"U","team":"T","team_id":"T1"}"#), (200, #"{"ok":true,"revoked":true}"#),
                (200, #"{"ok":true,"channels":[],"response_metadata":{"next_cursor":"n"}}"#), (200, #"{"ok":true,"channels":[]}"#),
            ])
        let order = Order.sample(meeting: digest, choice: channel, firstAttemptAt: Script.now)
        _ = try await slack.deliver(order, to: "slack.message", script, access: access)
        let own = Order.sample(meeting: digest, choice: Choice(id: "me", name: "Only you"))
        _ = try await slack.deliver(own, to: "slack.message", script, access: access)
        _ = try await script.hold(slack.identify(access))
        _ = try await script.send(try #require(slack.revoke).call(client, Secret("t")))
        let choices = try #require(slack.operation(for: "slack.message")?.choices)
        _ = try await script.hold(choices(access, nil, nil))
        return script.asked.map { ($0, $0.header("Authorization") == "Bearer b" ? ["chat:write"] : scopes) }
    }

    /// Each of an operation's scope sets alone, all that is asked for, and the history that only some workspaces grant.
    @Test(
        arguments: [
            (["chat:write"], 6), (["chat:write", "channels:read"], 8), (["chat:write", "groups:read"], 8),
            (["chat:write", "users:read", "users:read.email"], 8), (["chat:write", "groups:history", "channels:history"], 7),
            (Set(Provider.slack.authorize.scopes), 10),
        ] as [(Set<String>, Int)])
    func `every method, verb, argument and scope is described`(scopes: Set<String>, count: Int) async throws {
        let specification = try SlackSpecification(departures: Self.departures)
        let asked = try await Self.asked(scopes)
        #expect(asked.count == count)
        for (call, scopes) in asked { #expect(specification.faults(of: call, scopes: scopes) == []) }
    }

    @Test func `a code and a refresh token are exchanged as it is described`() async throws {
        let specification = try SlackSpecification(departures: Self.departures)
        let script = Script([(Int, String)]())
        _ = try? await script.send(Provider.slack.tokens.exchange(code: Secret("c"), verifier: nil, client: Self.client))
        _ = try? await script.send(Provider.slack.tokens.refresh(Secret("r"), client: Self.client))
        #expect(script.asked.count == 2)
        for call in script.asked {
            #expect(specification.faults(of: call, scopes: []) == [])
            // The application is named, in the way Slack recommends.
            #expect(call.header("Authorization")?.hasPrefix("Basic ") == true)
        }
        #expect(script.asked[0].form["code"] == "c" && script.asked[1].form["refresh_token"] == "r")
    }

    @Test(
        arguments: [
            ("chat.postMessage", "POST", #"{"channel":"C","txet":"x"}"#, ["chat:write"], "chat.postMessage: no argument txet"),
            ("chat.postMessage", "POST", #"{"text":"x"}"#, ["chat:write"], "chat.postMessage: channel is missing"),
            ("chat.postMessage", "POST", #"{"channel":7}"#, ["chat:write"], "chat.postMessage: channel is no string"),
            ("chat.postMessage", "POST", #"{"channel":"C","mrkdwn":"yes"}"#, ["chat:write"], "chat.postMessage: mrkdwn is no boolean"),
            ("chat.postMessage", "POST", #"{"channel":"C","token":"t"}"#, ["chat:write"], "chat.postMessage: the token is an argument"),
            ("chat.postMessage", "POST", #"{"channel":"C"}"#, ["channels:read"], "chat.postMessage is opened by chat:write, not by"),
            ("chat.postMessage", "GET", "", ["chat:write"], "chat.postMessage takes no get"),
            ("chat.getPermalink", "POST", "", [], "chat.getPermalink takes no post"), ("chat.shout", "POST", "", [], "there is no method"),
            ("conversations.list?limit=all", "GET", "", ["channels:read"], "conversations.list: limit is no integer"),
            ("conversations.list?types=private_channel", "GET", "", ["channels:read"], "conversations.list: private_channel is not opened"),
            ("users.lookupByEmail?email=x", "GET", "", ["users:read"], "users.lookupByEmail is opened by users:read.email"),
            ("auth.revoke", "POST", "{}", [], "auth.revoke: a body cannot be application/json"),
        ] as [(String, String, String, Set<String>, String)])
    func `the check itself finds what is wrong`(path: String, verb: String, body: String, scopes: Set<String>, fault: String) throws {
        var request = HTTPRequest(
            method: try #require(.init(verb)), scheme: "https", authority: "slack.com", path: "/api/" + path,
            headerFields: [.authorization: "Bearer t", .contentType: "application/json; charset=utf-8"])
        let specification = try SlackSpecification(departures: Self.departures)
        let found = specification.faults(of: Script.Asked(request: request, bytes: Array(body.utf8)), scopes: scopes)
        #expect(found.count == 1 && found[0].hasPrefix(fault), "\(found)")
        request.authority = "api.slack.com"
        #expect(specification.faults(of: Script.Asked(request: request, bytes: []), scopes: scopes).count == 1)
    }
}
