import Domain
import Foundation
import HTTPTypes
import Providers
import Testing

/// Answers every request alike.
private struct Always: Transport {
    var status = 200
    var body = "{}"
    var error: TransportError?

    func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer {
        if let error { throw error }
        return Answer(
            head: HTTPResponse(status: .init(code: status)), body: Array(self.body.utf8), receivedAt: Date(timeIntervalSince1970: 0))
    }
}

@Suite("What a lost answer means depends on what was asked")
struct ConversationTests {
    private static let request = HTTPRequest(method: .post, scheme: "https", authority: "api.example", path: "/")

    private static func call(_ effect: CallEffect, progress: String? = nil, throwing error: ProviderError? = nil) -> Call<String> {
        Call(request, effect: effect, progress: progress) { answer throws(ProviderError) in
            if let error { throw error }
            return try answer.json([String: String].self)["made"] ?? ""
        }
    }

    @Test(arguments: [
        (CallEffect.once, TransportError.noAnswer, ProviderError.uncertain), (.once, .tooLarge, .uncertain),
        (.once, .unreachable, .later(after: nil, reason: "The provider could not be reached.")),
        (.repeatable, .noAnswer, .later(after: nil, reason: "The provider did not answer in time.")),
        (.repeatable, .tooLarge, .unreadable(status: 200)),
    ])
    func `only what was sent and would do harm twice is uncertain`(effect: CallEffect, error: TransportError, meaning: ProviderError) async
    {
        await #expect(throws: meaning) { try await Always(error: error).send(Self.call(effect)) }
    }

    @Test(arguments: [
        (CallEffect.once, 200, ProviderError.uncertain), (.once, 404, .unreadable(status: 404)),
        (.repeatable, 200, .unreadable(status: 200)),
    ])
    func `a success that cannot be read may be one`(effect: CallEffect, status: Int, meaning: ProviderError) async {
        await #expect(throws: meaning) { try await Always(status: status, body: "<html>").send(Self.call(effect)) }
    }

    @Test func `what has arrived is kept with whatever happens to the rest`() async {
        await #expect(throws: ProviderError.partly(progress: "1", .uncertain)) {
            try await Always(error: .noAnswer).send(Self.call(.once, progress: "1"))
        }
        await #expect(throws: ProviderError.partly(progress: "1", .refused(reason: "No."))) {
            try await Always().send(Self.call(.once, progress: "1", throwing: .refused(reason: "No.")).map { $0 + "!" })
        }
    }

    @Test func `a token refused in the middle does not let the conversation start over`() async {
        await #expect(throws: ProviderError.partly(progress: "1", .later(after: 0, reason: "The connection is being renewed."))) {
            try await Always().send(Self.call(.once, progress: "1", throwing: .unauthorized))
        }
    }

    @Test func `a conversation that never ends is cut off, and one that failed before asking says so`() async {
        @Sendable func endless() -> Conversation<String> { .ask(Self.call(.repeatable).map { _ in endless() }) }
        await #expect(throws: ProviderError.later(after: nil, reason: "The provider had too much to say.")) {
            try await Always().hold(endless())
        }
        await #expect(throws: ProviderError.refused(reason: "No.")) {
            try await Always().hold(Conversation<String>.failed(.refused(reason: "No.")).then { .done($0) })
        }
    }
}
