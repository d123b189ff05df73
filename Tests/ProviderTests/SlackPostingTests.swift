import Domain
import Foundation
import Testing

@testable import Providers

@Suite("The messages of a long meeting arrive once each, whatever comes between")
struct SlackPostingTests {
    private static let channel = Choice(id: "C1", name: "#product")
    private static let posted = #"{"ok":true,"channel":"C1","ts":"1795168801.000100","message":{}}"#
    private static let link = #"{"ok":true,"channel":"C1","permalink":"https://acme.slack.com/archives/C1/p1795168801000100"}"#
    private static let arrived = Receipt(name: "Message in #product", url: "https://acme.slack.com/archives/C1/p1795168801000100")

    /// Notes that need three messages.
    private static let long: MeetingDigest = {
        var digest = MeetingDigest.sample
        digest.decisions = (1...26).map { "Decision \($0): " + String(repeating: "words & ", count: 80) }
        return digest
    }()

    private static func send(_ order: Order, _ script: Script, scopes: Set<String> = [], bot: Bool = true) async throws -> Receipt {
        let access = Access(
            token: Secret("person"), identity: Identity(accountID: "U1", account: "ada"), scopes: scopes,
            companions: bot ? ["bot": Secret("robot")] : [:]
        )
        return try await Provider.slack.deliver(order, to: "slack.message", script, access: access)
    }

    @Test func `a long meeting is several messages in order`() async throws {
        let script = Script([(200, Self.posted), (200, Self.posted), (200, Self.posted), (200, Self.link)])
        _ = try await Self.send(.sample(meeting: Self.long, choice: Self.channel), script)
        #expect(script.asked.map(\.path).count { $0.hasSuffix("postMessage") } == 3)
        let parts = script.asked.compactMap { ($0.json["metadata"] as? [String: Any])?["event_payload"] as? [String: Any] }
        #expect(parts.compactMap { $0["part"] as? Int } == [1, 2, 3])
        for number in 1...26 { #expect(script.asked.count { $0.text.contains("Decision \(number): ") } == 1) }
    }

    @Test func `what has arrived is not posted again after a failure in the middle`() async throws {
        let limited = Script.answer(429, #"{"ok":false,"error":"ratelimited"}"#, ["Retry-After": "30"])
        let first = Script([Script.answer(200, Self.posted), limited])
        let order = Order.sample(meeting: Self.long, choice: Self.channel)
        let failure = try await #require(throws: ProviderError.self) { try await Self.send(order, first) }
        let progress = try Self.progress(in: failure, .later(after: 30, reason: "Slack asks to slow down."))
        #expect(SlackProgress(progress)?.count == 1)
        let rest = Script([(200, Self.posted), (200, Self.posted), (200, Self.link)])
        let again = Order.sample(meeting: Self.long, choice: Self.channel, firstAttemptAt: Script.now, progress: progress)
        #expect(try await Self.send(again, rest) == Self.arrived)
        #expect(rest.asked.count { $0.path.hasSuffix("postMessage") } == 2)
        #expect(rest.asked[2].query["message_ts"] == "1795168801.000100")
    }

    /// What the failure says is there already.
    private static func progress(in failure: ProviderError, _ rest: ProviderError) throws -> String {
        guard case .partly(let progress, rest) = failure else { throw failure }
        return progress
    }

    /// The progress of an order whose first message alone has arrived.
    private static func interrupted(_ order: Order) async throws -> String {
        let script = Script([Script.answer(200, Self.posted), Script.answer(429, #"{"ok":false,"error":"ratelimited"}"#)])
        let failure = try await #require(throws: ProviderError.self) { try await send(order, script) }
        return try progress(in: failure, .later(after: 10, reason: "Slack asks to slow down."))
    }

    @Test func `a meeting changed in the middle is the person's to decide, and then goes whole`() async throws {
        let progress = try await Self.interrupted(.sample(meeting: Self.long, choice: Self.channel))
        var changed = Self.long
        changed.decisions[0] = "Another"
        let order = Order.sample(meeting: changed, choice: Self.channel, firstAttemptAt: Script.now, progress: progress)
        let asked = Script([(Int, String)]())
        let failure = try await #require(throws: ProviderError.self) { try await Self.send(order, asked) }
        guard case .partly(let left, .refused(let reason)) = failure else { throw failure }
        #expect(reason.contains("The meeting was changed") && asked.asked.isEmpty)
        let whole = Script(Array(repeating: (200, Self.posted), count: 3) + [(200, Self.link)])
        let again = Order.sample(meeting: changed, choice: Self.channel, firstAttemptAt: Script.now, progress: left)
        #expect(try await Self.send(again, whole) == Self.arrived)
        #expect(whole.asked.count { $0.path.hasSuffix("postMessage") } == 3)
    }

    @Test func `what is there in one channel counts in no other`() async throws {
        let progress = try await Self.interrupted(.sample(meeting: Self.long, choice: Self.channel))
        let other = Choice(id: "C2", name: "#board")
        let script = Script(Array(repeating: (200, Self.posted), count: 3) + [(200, Self.link)])
        _ = try await Self.send(.sample(meeting: Self.long, choice: other, firstAttemptAt: Script.now, progress: progress), script)
        #expect(script.asked.count { $0.path.hasSuffix("postMessage") && $0.json["channel"] as? String == "C2" } == 3)
    }

    @Test func `more messages than one attempt may send go on in the next`() async throws {
        var digest = MeetingDigest.sample
        digest.decisions = (1...140).map { "Decision \($0): " + String(repeating: "words & ", count: 80) }
        let order = Order.sample(meeting: digest, choice: Self.channel)
        let script = Script(Array(repeating: (200, Self.posted), count: 20))
        let failure = try await #require(throws: ProviderError.self) { try await Self.send(order, script) }
        let progress = try Self.progress(in: failure, .later(after: 0, reason: "The provider had too much to say."))
        #expect(SlackProgress(progress)?.count == 12)
        let again = Order.sample(meeting: digest, choice: Self.channel, firstAttemptAt: Script.now, progress: progress)
        let rest = Script(Array(repeating: (200, Self.posted), count: 2) + [(200, Self.link)])
        #expect(try await Self.send(again, rest) == Self.arrived)
        let all = script.asked + rest.asked
        for number in 1...140 { #expect(all.count { $0.text.contains("Decision \(number): ") } == 1) }
    }

    @Test func `a token refused in the middle does not begin again from the first`() async {
        let script = Script([(200, Self.posted), (200, #"{"ok":false,"error":"token_expired"}"#)])
        let failure = await #expect(throws: ProviderError.self) {
            try await Self.send(.sample(meeting: Self.long, choice: Self.channel), script)
        }
        #expect(throws: Never.self) {
            try Self.progress(in: #require(failure), .later(after: 0, reason: "The connection is being renewed."))
        }
    }

    /// A message of ours as the channel's history has it.
    private static func message(_ part: Int, of parts: Int, _ edition: String) -> String {
        """
        {"ts":"17951688\(part)0.1","metadata":{"event_type":"meeting_notes","event_payload":\
        {"delivery":"0f0e0d0c-0b0a-4908-8706-050403020100","edition":"\(edition)","part":\(part),"parts":\(parts)}}}
        """
    }

    private static func edition(_ order: Order) async throws -> String {
        try #require(SlackProgress(try await interrupted(order))).edition
    }

    @Test func `a meeting changed since is looked for as it was: whole it has arrived, and a part of it is the person's to decide`()
        async throws
    {
        let order = Order.sample(meeting: Self.long, choice: Self.channel, isReconciliation: true, firstAttemptAt: Script.now)
        func history(_ parts: [Int]) -> (Int, String) {
            (200, #"{"ok":true,"messages":[\#(parts.map { Self.message($0, of: 3, "earlier") }.joined(separator: ","))]}"#)
        }
        let whole = Script([history([3, 2, 1]), (200, Self.link)])
        #expect(try await Self.send(order, whole, scopes: ["channels:history"]) == Self.arrived)
        #expect(whole.asked.count == 2)
        let failure = try await #require(throws: ProviderError.self) {
            try await Self.send(order, Script([history([2, 1])]), scopes: ["channels:history"])
        }
        guard case .partly(let left, .refused) = failure else { throw failure }
        let again = Order.sample(meeting: Self.long, choice: Self.channel, firstAttemptAt: Script.now, progress: left)
        let rest = Script([history([2, 1])] + Array(repeating: (200, Self.posted), count: 3) + [(200, Self.link)])
        #expect(try await Self.send(again, rest, scopes: ["channels:history"]) == Self.arrived)
        #expect(rest.asked.count { $0.path.hasSuffix("postMessage") } == 3)
    }

    @Test func `who may read the history looks for the messages first and posts only what is missing`() async throws {
        let edition = try await Self.edition(.sample(meeting: Self.long, choice: Self.channel))
        func message(_ part: Int) -> String { Self.message(part, of: 3, edition) }
        let other = #"{"ts":"1.2","metadata":{"event_type":"x","event_payload":{"delivery":7}}},{"ts":"1.3"}"#
        let script = Script([
            (200, #"{"ok":true,"messages":[\#(message(2)),\#(other)],"response_metadata":{"next_cursor":"more"}}"#),
            (200, #"{"ok":true,"messages":[\#(message(1))],"response_metadata":{"next_cursor":""}}"#), (200, Self.posted), (200, Self.link),
        ])
        let order = Order.sample(meeting: Self.long, choice: Self.channel, isReconciliation: true, firstAttemptAt: Script.now)
        _ = try await Self.send(order, script, scopes: ["chat:write", "channels:history"])
        #expect(
            script.asked.map(\.path) == ["history", "history"].map { "/api/conversations.\($0)" } + [
                "/api/chat.postMessage", "/api/chat.getPermalink",
            ])
        #expect(script.asked[0].query["include_all_metadata"] == "true" && script.asked[0].query["oldest"] == "1795168740")
        #expect(script.asked[1].query["cursor"] == "more")
        #expect(script.asked[3].query["message_ts"] == "179516881" + "0.1")
    }

    @Test func `a history that is closed to us leaves it in doubt`() async {
        let script = Script([(200, #"{"ok":false,"error":"missing_scope","needed":"groups:history"}"#)])
        await #expect(throws: ProviderError.uncertain) {
            try await Self.send(.sample(choice: Self.channel, isReconciliation: true), script, scopes: ["channels:history"])
        }
    }
}
