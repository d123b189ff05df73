import Deliveries
import Domain
import Foundation
import HTTPTypes
import Providers
import Storage
import Support
import Synchronization
import Testing

extension Endurance {
    /// Three answers in ten are cut off after the provider has done what it was asked.
    struct LostAnswers {
        @Test func `an answer that is lost makes nothing twice, and nothing is lost`() async {
            await measure(.lostAnswers) {
                let count = scale(6, full: 112)
                let world = try await World(seed: 31)
                var people: [Member] = []
                for name in ["Ada", "Ben", "Clara", "Dora"] {
                    people.append(try await world.connectedEverywhere(Workload.providers, name: name))
                }
                let flaky = FlakyTransport(world.transport, random: SeededRandom(32))
                let courier = Courier(
                    database: world.database, connections: try world.server("flaky") { $0.transport = flaky }, time: world.clock.source,
                    random: SeededRandom(33).source, logger: world.logs.logger, bell: Bell(), pause: { _ in await Task.yield() }
                )
                var meetings: [(Workload, TestBrowser, String)] = []
                for number in 0..<count {
                    let (workload, browser) = (Workload(number: number), people[number % people.count].browser)
                    let id = try await browser.api(.post, "/api/v1/meetings", workload.upload).json["id"] as? String ?? ""
                    _ = try await browser.api(.post, "/api/v1/meetings/\(id)/deliveries", Workload.decision)
                    meetings.append((workload, browser, id))
                }
                // Until nothing is tried again: a day at the most.
                for _ in 0..<288 {
                    try await courier.runUntilIdle()
                    guard try await Self.pending(world) else { break }
                    world.clock.advance(by: 300)
                }
                var states: [Int: [(destination: String, state: String)]] = [:]
                for (workload, browser, id) in meetings {
                    let found = try await browser.api(.get, "/api/v1/meetings/\(id)/deliveries").list("deliveries")
                    states[workload.number] = found.map { ($0["destination"] as? String ?? "", $0["state"] as? String ?? "") }
                }
                var reports: [String: [String: Any]] = [:]
                for provider in Workload.providers { reports[provider] = try await world.report(provider) }
                let verdict = Verdict(meetings.map(\.0), states: states, reports: reports)
                return [.atLeast(scale(90, full: 2000), "deliveries", verdict.deliveries), .told("answers cut", flaky.lost)]
                    + verdict.figures
            }
        }

        private static func pending(_ world: World) async throws -> Bool {
            try await world.database.read(as: .worker) { session in
                let query: SQL = "select count(*) as n from deliveries where state in ('queued', 'retrying', 'in_flight')"
                return try session.run(query)[0].integer("n") > 0
            }
        }
    }
}

/// Loses three answers in ten of those that come back from a provider's API.
private final class FlakyTransport: Transport {
    private let base: any Transport
    private let random: SeededRandom
    private let count = Mutex(0)

    init(_ base: any Transport, random: SeededRandom) {
        self.base = base
        self.random = random
    }

    var lost: Int { count.withLock(\.self) }

    func exchange(_ request: HTTPRequest, body: [UInt8]) async throws(TransportError) -> Answer {
        let answer = try await base.exchange(request, body: body)
        guard random.bytes(1)[0] < 77 else { return answer }
        count.withLock { $0 += 1 }
        throw .noAnswer
    }
}
