package import Connections
package import Domain
import Foundation
package import Logging
import Providers
package import Storage

/// Empties the outbox: takes what is due, carries it to the provider, and writes down what came of it.
///
/// A row is committed as in flight before the provider is called, and every object carries an identifier chosen with the decision to send.
/// So a courier that finds a row in flight whose lease has ended carries it again under the same identifier, and the provider's answer
/// settles whether the first attempt had arrived.
package struct Courier: Sendable {
    let database: any Database
    let connections: Connections
    let time: TimeSource
    let random: RandomSource
    let logger: Logger
    let bell: Bell
    let pause: @Sendable (Duration) async throws -> Void
    private let breaker = Breaker()
    private let name: String

    /// Longer than any attempt can take: a refresh, and ``callLimit`` calls of ten seconds each.
    private static let lease: Double = 150

    package init(
        database: any Database, connections: Connections, time: TimeSource, random: RandomSource, logger: Logger, bell: Bell,
        pause: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.database = database
        self.connections = connections
        self.time = time
        self.random = random
        self.logger = logger
        self.bell = bell
        self.pause = pause
        name = random.uuid()
    }

    /// Carries what is due now, one at a time for each person and provider, until nothing is.
    ///
    /// - Returns: how many attempts were made.
    @discardableResult
    package func runUntilIdle() async throws -> Int {
        var attempts = 0
        while true {
            let claims = try await claim(limit: 8)
            if claims.isEmpty { return attempts }
            attempts += claims.count
            try await withThrowingTaskGroup { group in
                for claim in claims { group.addTask { try await carry(claim) } }
                try await group.waitForAll()
            }
        }
    }

    /// Takes over what a server that died was doing. Only where no other server can be alive, as with SQLite.
    package func takeOver() async throws {
        try await database.transaction(as: .worker) { session in
            try DeliveryLeaseTable(session).endAll()
            try RefreshTable(session).endAll()
        }
    }

    func claim(limit: Int) async throws -> [DeliveryLeaseTable.Claim] {
        let now = time.now
        let paused = breaker.paused(at: now)
        return try await database.transaction(as: .worker) { session in
            let claims = try DeliveryLeaseTable(session).claim(
                owner: name, limit: limit, at: now, until: now.addingTimeInterval(Self.lease), paused: paused
            )
            for claim in claims {
                let cause = claim.isReconciliation ? "The last attempt was cut off; finding out what became of it." : nil
                let event = DeliveryEvent(state: .inFlight, cause: cause, at: now)
                try DeliveryEventTable(session).insert(event, delivery: claim.delivery.id, person: claim.delivery.personID)
            }
            return claims
        }
    }

    func carry(_ claim: DeliveryLeaseTable.Claim) async throws {
        let seen = try await generation(for: claim.delivery)
        let (outcome, progress) = await attempt(claim)
        try await record(outcome, progress: progress, of: claim, seen: seen)
    }

    /// The state of the connection before the attempt, by which a change during it is noticed; `nil` when there is none.
    private func generation(for delivery: Delivery) async throws -> Int64? {
        try await database.read(as: .person(delivery.personID)) { session in
            try ConnectionTable(session).find(of: delivery.personID, provider: delivery.destination.provider)?.generation
        }
    }

    /// - Returns: what it came to, and what of it is there by now where that is not all.
    private func attempt(_ claim: DeliveryLeaseTable.Claim) async -> (DeliveryOutcome, progress: String?) {
        do {
            return (try await send(claim), nil)
        } catch ConnectionError.partly(let progress, let rest) {
            return (outcome(of: rest), progress)
        } catch let error as ConnectionError {
            return (outcome(of: error), nil)
        } catch {
            logger.error("A delivery met a fault of ours", metadata: ["delivery": "\(claim.delivery.id)", "error": "\(error)"])
            return (.later(after: nil, reason: "This server had a fault of its own; it tries again."), nil)
        }
    }

    private func send(_ claim: DeliveryLeaseTable.Claim) async throws -> DeliveryOutcome {
        let delivery = claim.delivery
        guard let order = try await order(for: claim) else { return .refused(reason: "The item is gone.") }
        guard let provider = Provider.named(delivery.destination.provider),
            let operation = provider.operation(for: delivery.destination, choice: order.choice), let deliver = operation.deliver
        else { return .refused(reason: "This version of the server cannot send there.") }
        do {
            let receipt = try await connections.send(to: provider, for: delivery.personID, operation: operation) { deliver(order, $0) }
            breaker.succeeded(provider.id)
            return .delivered(receipt)
        } catch let error as ConnectionError {
            if case .later(nil, _) = error { breaker.failed(provider.id, at: time.now) } else { breaker.succeeded(provider.id) }
            throw error
        }
    }

    private func order(for claim: DeliveryLeaseTable.Claim) async throws -> Order? {
        let delivery = claim.delivery
        return try await database.read(as: .person(delivery.personID)) { session in
            guard let item = try ItemTable(session).find(delivery.itemID, of: delivery.personID),
                let meeting = try MeetingTable(session).find(delivery.meetingID, of: delivery.personID)
            else { return nil }
            let connection = try ConnectionTable(session).find(of: delivery.personID, provider: delivery.destination.provider)
            return Order(
                objectID: delivery.objectID, subject: .item(item.item),
                meeting: MeetingDigest(meeting, items: try ItemTable(session).list(of: meeting.id, person: delivery.personID)),
                choice: delivery.choice ?? connection?.details.defaults[delivery.destination.rawValue],
                isReconciliation: claim.isReconciliation, progress: delivery.progress
            )
        }
    }

    private func outcome(of error: ConnectionError) -> DeliveryOutcome {
        switch error {
        case .later(let after, let reason): .later(after: after, reason: reason)
        case .partly(_, let rest): outcome(of: rest)
        case .scopeMissing: .scopeMissing(reason: error.message)
        case .uncertain: .uncertain(reason: error.message)
        case .notConnected, .needsReconnect, .notConfigured, .httpsNeeded, .authorization, .noReplacement:
            .connectionNeeded(reason: error.message)
        case .refused, .unknownProvider, .noSuchChoice, .noSuchOperation, .notGenuine, .unreadableMessage:
            .refused(reason: error.message)
        }
    }

    private func record(_ outcome: DeliveryOutcome, progress: String?, of claim: DeliveryLeaseTable.Claim, seen: Int64?) async throws {
        let (now, fraction, activityID) = (time.now, random.fraction(), random.uuid())
        let delivery = claim.delivery
        let next = try await database.transaction(as: .person(delivery.personID)) { session -> Delivery? in
            var next = delivery.next(after: outcome, at: now, fraction: fraction)
            next.progress = progress ?? delivery.progress
            if next.state == .waitingForConnection || next.state == .blockedByScope {
                // A connection made since the attempt has already released what waited, so this one must not begin to wait.
                let connection = try ConnectionTable(session).find(of: delivery.personID, provider: delivery.destination.provider)
                if let connection, connection.state == .connected, connection.generation != seen {
                    next.state = .queued
                    next.dueAt = now
                }
            }
            guard try DeliveryLeaseTable(session).record(next, owner: claim.owner, at: now) else { return nil }
            let event = DeliveryEvent(state: next.state, cause: next.message, at: now)
            try DeliveryEventTable(session).insert(event, delivery: delivery.id, person: delivery.personID)
            if let kind = Self.activity(next.state) {
                let activity = Activity(kind, at: now, provider: delivery.destination.provider, cause: next.message)
                try ActivityTable(session).insert(activity, of: delivery.personID, id: activityID)
            }
            return next
        }
        guard let next else { return }
        logger.info(
            "Delivery attempted",
            metadata: ["delivery": "\(delivery.id)", "destination": "\(delivery.destination)", "state": "\(next.state.rawValue)"]
        )
    }

    private static func activity(_ state: DeliveryState) -> Activity.Kind? {
        switch state {
        case .delivered: .delivered
        case .failed, .uncertain: .deliveryFailed
        case .queued, .inFlight, .waitingForConnection, .blockedByScope, .retrying, .cancelled: nil
        }
    }
}
