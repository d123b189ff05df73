import Connections
import Deliveries
import Domain
import Foundation
import Providers
import Storage
import Support
import Testing

extension Endurance {
    /// All providers are out of order for a while, by the clock of the test. Tokens live for five minutes, so that they end meanwhile.
    struct Outage {
        /// Seconds.
        private static let life = 300
        private static let providers = ["linear", "google"]
        private static let destinations = ["linear.issue", "google.event", "google.document"]
        private static let people = ["Ada", "Ben", "Clara"]
        /// Of a meeting: three items at two destinations, and a document.
        private static let deliveriesPerMeeting = Workload.itemsPerMeeting * 2 + 1

        /// What came of one outage, or of several together.
        private struct Sum {
            var outages = 0
            /// In which both calls and refreshes were refused: the others would prove nothing.
            var felt = 0
            var early = 0
            var refused = 0
            var delivered = 0
            var connected = 0

            static func + (one: Sum, other: Sum) -> Sum {
                Sum(
                    outages: one.outages + other.outages, felt: one.felt + other.felt, early: one.early + other.early,
                    refused: one.refused + other.refused, delivered: one.delivered + other.delivered,
                    connected: one.connected + other.connected)
            }
        }

        @Test func `nobody is called before its time, everything arrives within a minute of the end, and no connection is lost`() async {
            await measure(.outage) {
                let (meetings, days) = (scale(4, full: 40), scale(6, full: 120))
                var sum = Sum()
                for kind in BrokenTransport.Kind.allCases { sum = try await sum + Self.outage(of: 600, kind, meetings: meetings) }
                sum = try await sum + Self.outage(of: Double(days) * 3600, .timeout, meetings: meetings)
                return [
                    .exactly(BrokenTransport.Kind.allCases.count, "outages of ten minutes", sum.outages - 1),
                    .exactly(sum.outages, "outages, \(days) hours of time-outs among them, that met calls and refreshes", sum.felt),
                    .told("calls refused", sum.refused), .none("calls before the time named", sum.early),
                    .exactly(sum.outages * meetings * Self.deliveriesPerMeeting, "delivered a minute after the end", sum.delivered),
                    .exactly(sum.outages * Self.people.count * Self.providers.count, "connections alive", sum.connected),
                ]
            }
        }

        private static func outage(of length: Double, _ kind: BrokenTransport.Kind, meetings count: Int) async throws -> Sum {
            let world = try await World(seed: 51)
            for provider in providers { try await world.order("/sandbox/\(provider)/settings", #"{"access_token_lifetime": \#(life)}"#) }
            let broken = BrokenTransport(world.transport, kind, clock: world.clock)
            let server = try world.server("patient") { $0.transport = broken }
            let courier = Courier(
                database: world.database, connections: server, time: world.clock.source, random: SeededRandom(52).source,
                logger: world.logs.logger, bell: Bell(), pause: { _ in await Task.yield() }
            )
            var members: [Member] = []
            for name in people { members.append(try await world.connectedEverywhere(providers, name: name)) }
            for number in 0..<count {
                let browser = members[number % members.count].browser
                let id = try await browser.api(.post, "/api/v1/meetings", Workload(number: number).upload).json["id"] as? String ?? ""
                _ = try await browser.api(.post, "/api/v1/meetings/\(id)/deliveries", ["destinations": destinations])
            }
            broken.isBroken = true
            try await pass(length, world, server, courier)
            broken.isBroken = false
            try await pass(60, world, server, courier)
            let (delivered, connected) = try await world.database.read(as: .worker) { session in
                try (
                    session.run("select count(*) as n from deliveries where state = 'delivered'")[0].integer("n"),
                    session.run("select count(*) as n from user_integrations where state = 'connected'")[0].integer("n")
                )
            }
            return Sum(
                outages: 1, felt: broken.refusedCalls > 0 && broken.refusedRefreshes > 0 ? 1 : 0, early: broken.tooEarly,
                refused: broken.refusedCalls + broken.refusedRefreshes, delivered: Int(delivered), connected: Int(connected))
        }

        /// As the services do: every five seconds the courier, every fifteen the sweep. Of days, once a minute.
        private static func pass(_ length: Double, _ world: World, _ server: Connections, _ courier: Courier) async throws {
            let stride: Double = length > 3600 ? 60 : 5
            for step in 1...Int(length / stride) {
                world.clock.advance(by: stride)
                if stride > 5 || step.isMultiple(of: 3) { _ = try await server.refreshDue() }
                try await courier.runUntilIdle()
            }
        }
    }
}
