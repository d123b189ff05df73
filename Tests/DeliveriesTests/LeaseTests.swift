import Connections
import Domain
import Foundation
import Providers
import Storage
import Support
import Testing

@testable import Deliveries

@Suite("A server that dies keeps nobody waiting, and two never send the same")
struct LeaseTests {
    private static func sent(_ world: World, _ browser: TestBrowser) async throws {
        let meeting = try await browser.api(
            .post, "/api/v1/meetings", ["transcript": "Ben: I'll send the release notes by Friday.\nAda: Yes."])
        let id = meeting.json["id"] as? String ?? ""
        #expect(try await browser.api(.post, "/api/v1/meetings/\(id)/deliveries", [:]).status == 202)
    }

    private static func courier(_ world: World, seed: UInt64) -> Courier {
        Courier(
            database: world.database, connections: world.connections, time: world.clock.source, random: SeededRandom(seed).source,
            logger: world.logs.logger, bell: Bell(), pause: { _ in await Task.yield() }
        )
    }

    private static func mutations(_ world: World) -> Int { world.sandbox.linear.calls.count { $0.operation == "issueCreate" } }

    @Test func `what a server was sending is taken over within a minute of its death`() async throws {
        let (world, ada) = try await World.withMember()
        try await Self.sent(world, ada.browser)
        let (dead, other) = (Self.courier(world, seed: 71), Self.courier(world, seed: 72))
        #expect(try await dead.claim(limit: 5).count == 1)
        world.clock.advance(by: Leases.length - 1)
        #expect(try await other.claim(limit: 5).isEmpty)
        world.clock.advance(by: 2)
        let taken = try await other.claim(limit: 5)
        #expect(taken.count == 1)
        #expect(taken.first?.wasCutOff == true)
        #expect(Leases.length < 60)
    }

    @Test func `while it is alive it keeps what it is sending, however long that takes`() async throws {
        let (world, ada) = try await World.withMember()
        try await Self.sent(world, ada.browser)
        let (slow, other) = (Self.courier(world, seed: 71), Self.courier(world, seed: 72))
        let claim = try #require(try await slow.claim(limit: 5).first)
        for _ in 0..<40 {
            world.clock.advance(by: Leases.interval)
            try await slow.renewLeases()
            #expect(try await other.claim(limit: 5).isEmpty)
        }
        try await slow.carry(claim)
        #expect(try await world.product.outbox.counts() == [.delivered: 1])
        #expect(Self.mutations(world) == 1)
        // Nothing is in hand any more, so nothing is kept.
        try await slow.renewLeases()
        #expect(try await other.runUntilIdle() == 0)
    }

    @Test func `a server that cannot renew begins no call another may be making`() async throws {
        let (world, ada) = try await World.withMember()
        try await Self.sent(world, ada.browser)
        let (cutOff, other) = (Self.courier(world, seed: 71), Self.courier(world, seed: 72))
        let claim = try #require(try await cutOff.claim(limit: 5).first)
        world.clock.advance(by: Leases.grace)
        try await cutOff.carry(claim)
        #expect(Self.mutations(world) == 0)
        #expect(try await world.product.outbox.counts() == [.retrying: 1])
        world.clock.advance(by: 3600)
        try await other.runUntilIdle()
        #expect(Self.mutations(world) == 1)
        #expect(try await world.product.outbox.counts() == [.delivered: 1])
    }

    @Test func `a result that comes when another has taken over is not written`() async throws {
        let (world, ada) = try await World.withMember()
        try await Self.sent(world, ada.browser)
        let courier = Self.courier(world, seed: 71)
        let first = try #require(try await courier.claim(limit: 5).first)
        world.clock.advance(by: Leases.length + 1)
        // Even by the same server: it is another lease.
        let second = try #require(try await courier.claim(limit: 5).first)
        try await courier.carry(first)
        #expect(Self.mutations(world) == 0)
        #expect(try await world.product.outbox.counts() == [.inFlight: 1])
        try await courier.carry(second)
        #expect(Self.mutations(world) == 1)
        #expect(try await world.product.outbox.counts() == [.delivered: 1])
    }

    @Test func `a call, and clocks that differ, have room between the last renewal and the end of a lease`() {
        #expect(Leases.grace + TransportLimits.deadline + 10 <= Leases.length)
        #expect(Leases.interval * 3 < Leases.grace)
        let (leases, now) = (Leases(), Date(timeIntervalSince1970: 0))
        #expect(!leases.mayCall(Delivery.ID("d"), owner: "a", at: now))
        leases.take(Delivery.ID("d"), owner: "a", at: now)
        #expect(leases.mayCall(Delivery.ID("d"), owner: "a", at: now.addingTimeInterval(Leases.grace - 1)))
        #expect(!leases.mayCall(Delivery.ID("d"), owner: "a", at: now.addingTimeInterval(Leases.grace)))
        #expect(!leases.mayCall(Delivery.ID("d"), owner: "b", at: now))
        leases.giveBack(Delivery.ID("d"), owner: "a")
        leases.renew(Delivery.ID("d"), owner: "a", at: now)
        #expect(leases.owners.isEmpty)
    }
}
