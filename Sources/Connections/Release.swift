import Domain
import Foundation
import Providers
import Storage

extension Connections {
    /// Lets go, once, of what waited for this provider's connection, and of what waited for a permission only what is granted by now.
    ///
    /// Holds the person, so that a courier about to let something wait either did so before and finds it released, or comes after and sees
    /// the connection.
    func release(_ provider: Provider, of person: Person.ID, _ session: any Session) throws {
        let now = dependencies.time.now
        try PeopleTable(session).hold(person)
        let rows = try ConnectionTable(session).list(of: person).reduce(into: [:]) { $0[$1.provider] = $1 }
        for var delivery in try DeliveryTable(session).waiting(of: person, provider: provider.id) {
            let state = delivery.state
            let operation = provider.operation(for: delivery.destination, choice: delivery.choice)
            let isCovered = operation.map { Self.readiness(of: $0, provider, own: rows[provider.id], rows: rows) == .ready } ?? false
            guard state == .waitingForConnection || isCovered else { continue }
            delivery.state = .queued
            delivery.dueAt = now
            delivery.failingSince = nil
            delivery.message = nil
            guard try DeliveryTable(session).change(delivery, from: state, at: now) else { continue }
            let cause = state == .blockedByScope ? "\(provider.name) was given the permission." : "\(provider.name) is connected again."
            let event = DeliveryEvent(state: .queued, cause: cause, at: now)
            try DeliveryEventTable(session).insert(event, delivery: delivery.id, person: person)
        }
        try session.announce(.outbox)
    }

    /// The places of an account mean nothing in another: what a person chose is forgotten with the account, also by what waits.
    func forgetPlaces(at provider: Provider, of person: Person.ID, _ session: any Session) throws {
        let now = dependencies.time.now
        try RouteTable(session).forgetChoices(of: person, provider: provider.id, at: now)
        try DeliveryTable(session).forgetChoices(of: person, provider: provider.id, at: now)
    }
}
