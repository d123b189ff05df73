import Domain
import Foundation
import Providers
import Storage

extension Connections {
    /// Lets go, once, of what waited for this connection, and of what waited for a permission only what the grant now covers.
    ///
    /// Holds the person, so that a courier about to let something wait either did so before and finds it released, or comes after and sees
    /// the connection.
    ///
    /// - Parameters:
    ///   - connection: as it has just been stored.
    ///   - companions: what was granted to each further chain that is alive.
    static func release(
        _ connection: Connection, to provider: Provider, companions: [String: Set<String>] = [:], at now: Date, in session: any Session
    ) throws {
        try PeopleTable(session).hold(connection.personID)
        let table = DeliveryTable(session)
        for var delivery in try table.waiting(of: connection.personID, provider: provider.id) {
            let state = delivery.state
            let operation = provider.operation(for: delivery.destination, choice: delivery.choice)
            let isCovered = operation?.isReady(with: connection.details.scopes, companions: companions) ?? false
            guard state == .waitingForConnection || isCovered else { continue }
            delivery.state = .queued
            delivery.dueAt = now
            delivery.failingSince = nil
            delivery.message = nil
            guard try table.change(delivery, from: state, at: now) else { continue }
            let cause = state == .blockedByScope ? "\(provider.name) was given the permission." : "\(provider.name) is connected again."
            let event = DeliveryEvent(state: .queued, cause: cause, at: now)
            try DeliveryEventTable(session).insert(event, delivery: delivery.id, person: connection.personID)
        }
    }

    /// The places of an account mean nothing in another: what a person chose is forgotten with the account, also by what waits.
    static func forgetPlaces(of person: Person.ID, at provider: Provider, at now: Date, in session: any Session) throws {
        try RouteTable(session).forgetChoices(of: person, provider: provider.id, at: now)
        try DeliveryTable(session).forgetChoices(of: person, provider: provider.id, at: now)
    }
}
