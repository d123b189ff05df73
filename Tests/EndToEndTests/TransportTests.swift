import Domain
import Foundation
import HTTPTypes
import LiveSupport
import Providers
import Testing

@testable import MeetingIntelligence

@Suite("Over a real socket every misbehaviour of a provider is a typed error, in time", .timeLimit(.minutes(2)))
struct TransportTests {
    /// Seconds.
    private static let deadline = 0.4
    private static let now = Date(timeIntervalSince1970: 1_795_168_800)

    private enum Outcome: Equatable {
        case answer(Int, String)
        case failure(TransportError)
    }

    /// Asks a server of those manners once, and says what came of it and how many seconds that took.
    private static func ask(
        _ manner: RudeServer.Manner, deadline: Double = deadline, body: String = ""
    ) async throws -> (outcome: Outcome, seconds: Double, requests: [String]) {
        let server = try await RudeServer(manner)
        let (outcome, seconds) = try await ask(port: server.port, deadline: deadline, body: body)
        try await server.close()
        return (outcome, seconds, server.requests)
    }

    private static func ask(port: Int, deadline: Double, body: String) async throws -> (Outcome, Double) {
        let gateway = try #require(Gateway("http://127.0.0.1:\(port)"))
        let transport = LiveTransport(gateway: gateway, time: TimeSource { now }, deadline: deadline)
        let request = HTTPRequest(
            method: body.isEmpty ? .get : .post, scheme: "https", authority: "api.example", path: "/v1/things?a=b",
            headerFields: [.authorization: "Bearer t", .accept: "application/json"])
        let start = ContinuousClock.now
        let outcome: Outcome
        do throws(TransportError) {
            let answer = try await transport.exchange(request, body: Array(body.utf8))
            outcome = .answer(answer.status, String(decoding: answer.body, as: UTF8.self))
        } catch {
            outcome = .failure(error)
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        try await transport.shutdown()
        return (outcome, seconds)
    }

    @Test func `an answer comes back whole, and the request went out as it is`() async throws {
        let found = try await Self.ask(.says("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}"), deadline: 5, body: "{\"x\":1}")
        #expect(found.outcome == .answer(201, "{}"))
        let request = try #require(found.requests.first)
        #expect(found.requests.count == 1 && request.hasPrefix("POST /api.example/v1/things?a=b HTTP/1.1\r\n"))
        #expect(request.lowercased().contains("authorization: bearer t\r\n") && request.hasSuffix("\r\n\r\n{\"x\":1}"))
    }

    @Test func `silence ends at the deadline, with no word of whether it was done`() async throws {
        let found = try await Self.ask(.silent)
        #expect(found.outcome == .failure(.noAnswer) && found.requests.count == 1)
        #expect(found.seconds >= Self.deadline * 0.9)
    }

    @Test func `an answer that never ends, ends at the deadline`() async throws {
        let found = try await Self.ask(.dribbles)
        #expect(found.outcome == .failure(.noAnswer) && found.seconds >= Self.deadline * 0.9)
    }

    @Test(arguments: [301, 302, 303, 307, 308]) func `a redirect is an answer, and nobody goes there`(status: Int) async throws {
        let elsewhere = try await RudeServer(.says("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"))
        let head =
            "HTTP/1.1 \(status) Moved\r\nLocation: http://127.0.0.1:\(elsewhere.port)/api.example/v1/other\r\nContent-Length: 0\r\n\r\n"
        let found = try await Self.ask(.says(head), deadline: 5)
        #expect(found.outcome == .answer(status, "") && found.requests.count == 1)
        #expect(elsewhere.requests.isEmpty)
        try await elsewhere.close()
    }

    @Test(arguments: [true, false]) func `an answer that is too large is given up, announced or not`(isAnnounced: Bool) async throws {
        let found = try await Self.ask(.floods(TransportLimits.answerSize + 1, isAnnounced: isAnnounced), deadline: 20)
        #expect(found.outcome == .failure(.tooLarge))
        let largest = try await Self.ask(.floods(TransportLimits.answerSize, isAnnounced: isAnnounced), deadline: 20)
        #expect(largest.outcome == .answer(200, String(repeating: "x", count: TransportLimits.answerSize)))
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n", "SSH-2.0-OpenSSH_9.2\r\n",
    ])
    func `a connection that closes in the middle of an answer is no answer`(said: String) async throws {
        let found = try await Self.ask(.saysAndLeaves(said), deadline: 600)
        #expect(found.outcome == .failure(.noAnswer) && found.requests.count == 1)
    }

    @Test func `where nobody listens, nothing has left`() async throws {
        let (outcome, _) = try await Self.ask(port: try freePort(), deadline: 2, body: "")
        #expect(outcome == .failure(.unreachable))
    }
}
