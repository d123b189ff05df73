import Logging
import ServiceLifecycle
import Storage
import Synchronization

/// Runs the courier for as long as the server runs: a handful of deliveries at once, so that a slow provider holds up nobody else's.
package struct CourierService: Service {
    private let courier: Courier

    private static let concurrency = 16

    package init(_ courier: Courier) {
        self.courier = courier
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                let free = Slots(Self.concurrency)
                group.addTask { await tick() }
                group.addTask { await listen() }
                group.addTask { await keepLeases() }
                for await _ in courier.bell.rings {
                    for claim in await claims(limit: free.count) {
                        free.take()
                        group.addTask {
                            await carry(claim)
                            free.giveBack()
                            courier.bell.ring()
                        }
                    }
                }
            }
        }
    }

    /// Deliveries come due by themselves, and other servers add some: once a second somebody has to look.
    private func tick() async {
        while !Task.isCancelled {
            courier.bell.ring()
            do {
                try await courier.pause(.seconds(1))
            } catch {
                return
            }
        }
    }

    /// A server that dies stops doing this, and what it was sending is looked into by another before a minute is over.
    private func keepLeases() async {
        while !Task.isCancelled {
            do {
                try await courier.pause(.seconds(Leases.interval))
                try await courier.renewLeases()
            } catch is CancellationError {
                return
            } catch {
                courier.logger.warning("The leases of what is being sent could not be renewed", metadata: ["error": "\(error)"])
            }
        }
    }

    /// What another server adds is announced, and need not wait for the next look.
    private func listen() async {
        for await topic in courier.database.announcements() where topic == .outbox || topic == .missed { courier.bell.ring() }
    }

    private func claims(limit: Int) async -> [DeliveryLeaseTable.Claim] {
        guard limit > 0 else { return [] }
        do {
            return try await courier.claim(limit: limit)
        } catch {
            courier.logger.error("The outbox cannot be read", metadata: ["error": "\(error)"])
            return []
        }
    }

    /// A result that cannot be written stays in flight; when its lease ends it is looked into again.
    private func carry(_ claim: DeliveryLeaseTable.Claim) async {
        do {
            try await courier.carry(claim)
        } catch is CancellationError {
            return
        } catch {
            courier.logger.error("A result could not be written", metadata: ["error": "\(error)"])
        }
    }
}

/// How many more deliveries may be under way.
private final class Slots: Sendable {
    private let free: Mutex<Int>

    init(_ count: Int) {
        free = Mutex(count)
    }

    var count: Int { free.withLock(\.self) }

    func take() { free.withLock { $0 -= 1 } }
    func giveBack() { free.withLock { $0 += 1 } }
}
