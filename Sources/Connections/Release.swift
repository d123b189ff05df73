import Domain
import Foundation
import Providers
import Storage

/// Of deliveries that wait for a connection or a permission.
struct Release: Sendable {
    let time: TimeSource

    /// Lets go, once, of what waited for this provider's connection, and of what waited for a permission only what is granted by now.
    ///
    /// What waited to go out by an organisation's account goes out by a person's own once they connect it, unless some of it may be there.
    ///
    /// Holds the owner, so that a courier about to let something wait either did so before and finds it released, or comes after and sees
    /// the connection.
    func waiting(for provider: Provider, of owner: ConnectionOwner, _ session: any Session) throws {
        let now = time.now
        try owner.hold(session)
        let rows = try ConnectionTable(session).list(of: owner).reduce(into: [:]) { $0[$1.provider] = $1 }
        for var delivery in try DeliveryTable(session).waiting(of: owner, provider: provider.id) {
            guard delivery.carrier == owner || delivery.mayChangeCarrier else { continue }
            let state = delivery.state
            let operation = provider.operation(for: delivery.destination, choice: delivery.choice)
            let isCovered = operation.map { Connections.readiness(of: $0, provider, own: rows[provider.id], rows: rows) == .ready } ?? false
            guard state == .waitingForConnection || isCovered else { continue }
            delivery.changeCarrier(to: owner.organisation)
            delivery.state = .queued
            delivery.dueAt = now
            delivery.failingSince = nil
            delivery.message = nil
            guard try DeliveryTable(session).change(delivery, from: state, at: now) else { continue }
            let cause = state == .blockedByScope ? "\(provider.name) was given the permission." : "\(provider.name) is connected again."
            let event = DeliveryEvent(state: .queued, cause: cause, at: now)
            try DeliveryEventTable(session).insert(event, delivery: delivery.id, person: delivery.personID)
        }
        try session.announce(.outbox)
    }
}
