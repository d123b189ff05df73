package import Connections
package import Domain
import Foundation
package import Logging
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
    private let leases = Leases()

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
        let (now, owner) = (time.now, random.uuid())
        let (open, probing) = (breaker.open, breaker.probing(at: now))
        let until = now.addingTimeInterval(Leases.length)
        let claims = try await database.transaction(as: .worker) { session in
            let table = DeliveryLeaseTable(session)
            let probes = try probing.prefix(limit).compactMap { try table.claimProbe(of: $0, owner: owner, at: now, until: until) }
            let others = limit - probes.count
            let claims = try probes + table.claim(owner: owner, limit: others, at: now, until: until, paused: open.map(\.rawValue))
            for claim in claims {
                let cause = claim.wasCutOff ? "The last attempt was cut off; finding out what became of it." : nil
                let event = DeliveryEvent(state: .inFlight, cause: cause, at: now)
                try DeliveryEventTable(session).insert(event, delivery: claim.delivery.id, person: claim.delivery.personID)
            }
            return claims
        }
        for claim in claims { leases.take(claim.delivery.id, owner: owner, at: now) }
        return claims
    }

    /// Keeps for this server what it is sending.
    ///
    /// - Throws: `StorageError`; then no further call is begun once ``Leases/grace`` is over.
    func renewLeases() async throws {
        let (now, owners) = (time.now, leases.owners)
        guard !owners.isEmpty else { return }
        let renewed = try await database.transaction(as: .worker) { session in
            try DeliveryLeaseTable(session).renew(owners: owners, until: now.addingTimeInterval(Leases.length))
        }
        for lease in renewed { leases.renew(lease.delivery, owner: lease.owner, at: now) }
    }

    func carry(_ claim: DeliveryLeaseTable.Claim) async throws {
        let (delivery, owner) = (claim.delivery.id, claim.owner)
        defer { leases.giveBack(delivery, owner: owner) }
        let seen = try await generation(for: claim.delivery)
        let attempt = Attempt(database: database, connections: connections, time: time, logger: logger) { [leases, time] in
            leases.mayCall(delivery, owner: owner, at: time.now)
        }
        let result = await attempt.make(claim.delivery)
        switch result.health {
        case .working: breaker.succeeded(claim.delivery.destination.provider)
        case .failing: breaker.failed(claim.delivery.destination.provider, at: time.now)
        case .unknown: break
        }
        try await record(result, of: claim, seen: seen)
    }

    /// The state of the connection before the attempt, by which a change during it is noticed; `nil` when there is none.
    private func generation(for delivery: Delivery) async throws -> Int64? {
        try await database.read(as: delivery.carrier.claims) { session in
            try ConnectionTable(session).find(of: delivery.carrier, provider: delivery.destination.provider)?.generation
        }
    }

    private func record(_ result: Attempt.Result, of claim: DeliveryLeaseTable.Claim, seen: Int64?) async throws {
        let (now, fraction, activityID) = (time.now, random.fraction(), random.uuid())
        let delivery = claim.delivery
        let note = try await sharedNote(for: delivery)
        let next = try await database.transaction(as: delivery.carrier.claims) { session -> Delivery? in
            var next = delivery.next(after: result.outcome, at: now, fraction: fraction)
            next.progress = next.state == .delivered ? nil : result.progress ?? delivery.progress
            next.choice = result.choice ?? delivery.choice
            next.account = result.account ?? delivery.account
            if next.state == .waitingForConnection || next.state == .blockedByScope {
                // A connection made since the attempt has already released what waited, so this one must not begin to wait. Held, so that
                // one being made just now is seen, or finds this.
                try delivery.carrier.hold(session)
                let connection = try ConnectionTable(session).find(of: delivery.carrier, provider: delivery.destination.provider)
                if let connection, connection.state == .connected, connection.generation != seen {
                    next.state = .queued
                    next.dueAt = now
                }
            }
            let table = DeliveryLeaseTable(session)
            guard try table.record(next, owner: claim.owner, at: now) else { return nil }
            if let time = next.notBefore { try table.putOff(like: delivery, until: time, at: now) }
            let through = next.state == .delivered ? note?.sentence : nil
            let event = DeliveryEvent(state: next.state, cause: through ?? next.message, at: now)
            try DeliveryEventTable(session).insert(event, delivery: delivery.id, person: delivery.personID)
            if let kind = Self.activity(next.state) {
                let activity = Activity(kind, at: now, provider: delivery.destination.provider, cause: through ?? next.message)
                try ActivityTable(session).insert(activity, of: delivery.personID, id: activityID)
                try note?.insert(activity, id: activityID, session)
            }
            return next
        }
        guard let next else { return }
        if next.state == .delivered, delivery.failingSince != nil { try await hasten(delivery.destination.provider) }
        tell(next)
    }

    private func tell(_ delivery: Delivery) {
        var metadata: Logger.Metadata = [
            "delivery": "\(delivery.id)", "destination": "\(delivery.destination)", "state": "\(delivery.state.rawValue)",
        ]
        guard delivery.state != .delivered else { return logger.info("Delivery attempted", metadata: metadata) }
        metadata["reason"] = delivery.message.map { "\($0)" }
        logger.warning("Delivery attempted", metadata: metadata)
    }

    /// `nil` for what goes out under the person's own account.
    private func sharedNote(for delivery: Delivery) async throws -> SharedNote? {
        guard let organisation = delivery.organisation else { return nil }
        let person = try await database.read(as: .person(delivery.personID)) { try PeopleTable($0).find(delivery.personID) }
        let name = try await database.read(as: .worker) { try OrganisationTable($0).find(organisation)?.name }
        guard let person, let name else { return nil }
        return SharedNote(person: person, organisation: organisation, organisationName: name)
    }

    /// A provider that has failed and is back: what waits for it is tried soon, and not all in the same moment as what is new.
    private func hasten(_ provider: ProviderID) async throws {
        let now = time.now
        try await database.transaction(as: .worker) { session in
            try DeliveryLeaseTable(session).hasten(provider, to: now.addingTimeInterval(Self.reprieve), at: now)
        }
    }

    /// Seconds.
    private static let reprieve: Double = 10

    private static func activity(_ state: DeliveryState) -> Activity.Kind? {
        switch state {
        case .delivered: .delivered
        case .failed, .uncertain: .deliveryFailed
        case .queued, .inFlight, .waitingForConnection, .blockedByScope, .retrying, .cancelled: nil
        }
    }
}
