import Deliveries
import Domain
import Foundation
import Storage
import Support
import Testing

@Suite("Several servers on one database carry each delivery once")
struct ServersTests {
    private static func courier(_ world: World, seed: UInt64) -> Courier {
        Courier(
            database: world.database, connections: world.connections, time: world.clock.source, random: SeededRandom(seed).source,
            logger: world.logs.logger, bell: Bell(), pause: { _ in await Task.yield() }
        )
    }

    @Test func `four couriers at once make each issue once, one at a time for each person`() async throws {
        let world = try await World()
        let people = [
            try await world.connected("Ada", as: "ada@acme.example"), try await world.connected("Ben", as: "ben@acme.example"),
            try await world.connected("Gina", as: "gina@globex.example"),
        ]
        for person in people {
            let meeting = try await person.browser.api(.post, "/api/v1/meetings", ["transcript": "Ada: Let us begin.\nBen: Yes."])
            let id = meeting.json["id"] as? String ?? ""
            for number in 1...6 {
                _ = try await person.browser.api(.post, "/api/v1/meetings/\(id)/items", ["title": "Report \(number)"])
            }
            _ = try await person.browser.api(.post, "/api/v1/meetings/\(id)/deliveries", [:])
        }
        let couriers = (1...4).map { Self.courier(world, seed: UInt64($0 * 1000)) }
        let attempts = try await withThrowingTaskGroup { group in
            for courier in couriers {
                group.addTask {
                    var made = 0
                    // Each looks again while another still has one in hand.
                    for _ in 0..<40 { made += try await courier.runUntilIdle() }
                    return made
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(attempts == 18)
        #expect(world.sandbox.linear.issues(inWorkspace: "acme").count == 12)
        #expect(world.sandbox.linear.issues(inWorkspace: "globex").count == 6)
        let counts = try await world.product.outbox.counts()
        #expect(counts == [.delivered: 18])
    }

    @Test func `a row another server has is left alone, and so is one whose person has another under way`() async throws {
        let (world, ada) = try await World.withMember()
        let meeting = try await ada.browser.api(
            .post, "/api/v1/meetings", ["transcript": "Ada: I will call Ben.\nBen: I'll write the report."])
        _ = try await ada.browser.api(.post, "/api/v1/meetings/\(meeting.json["id"] ?? "")/deliveries", [:])
        let now = world.clock.now
        func claim(_ owner: String) async throws -> [DeliveryLeaseTable.Claim] {
            try await world.database.transaction(as: .worker) { session in
                try DeliveryLeaseTable(session).claim(owner: owner, limit: 9, at: now, until: now.addingTimeInterval(150), paused: [])
            }
        }
        #expect(try await claim("first").count == 1)
        #expect(try await claim("second").isEmpty)
    }

    /// The moment in which a wake-up could be lost: the courier has found no connection and has not written so yet.
    @Test func `a connection made while the courier finds none releases what it lets wait`() async throws {
        let world = try await World()
        let ada = try await world.member(linear: nil)
        let meeting = try await ada.api(.post, "/api/v1/meetings", ["transcript": "Ada: I will call Ben.\nBen: I'll write the report."])
        let id = meeting.json["id"] as? String ?? ""
        _ = try await ada.api(.post, "/api/v1/meetings/\(id)/deliveries", [:])
        let items = meeting.list("action_items").count
        try await withThrowingTaskGroup { group in
            group.addTask { _ = try await world.courier.runUntilIdle() }
            group.addTask { try await ada.connectLinear(as: "ada@acme.example") }
            try await group.waitForAll()
        }
        try await world.courier.runUntilIdle()
        #expect(world.sandbox.linear.issues(inWorkspace: "acme").count == items)
        #expect(try await world.product.outbox.counts() == [.delivered: items])
    }
}
