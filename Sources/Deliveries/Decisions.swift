package import Domain
import Foundation
import Storage

extension Outbox {
    /// The deliveries of a meeting, in the order of its items, and what is of the whole meeting after them.
    package func deliveries(of meeting: Meeting.ID, person: Person.ID) async throws -> [Delivery] {
        try await database.read(as: .person(person)) { session in
            guard try MeetingTable(session).find(meeting, of: person) != nil else { throw DeliveryError.noSuchMeeting }
            return try DeliveryTable(session).list(of: meeting, person: person)
        }
    }

    /// Those that wait for the person to do something, the newest first, and how many there are in all.
    package func holdups(of person: Person.ID, limit: Int) async throws -> (first: [Holdup], count: Int) {
        try await database.read(as: .person(person)) { try DeliveryTable($0).holdups(of: person, limit: limit) }
    }

    /// How many of each meeting are on their way; meetings without any are left out.
    package func pending(of person: Person.ID) async throws -> [Meeting.ID: Int] {
        try await database.read(as: .person(person)) { try DeliveryTable($0).pending(of: person) }
    }

    /// How many there are in each state over everybody: a figure for the operator.
    package func counts() async throws -> [DeliveryState: Int] {
        try await database.read(as: .worker) { try DeliveryTable($0).counts() }
    }

    /// A delivery with its history, the oldest entry first.
    package func find(_ id: Delivery.ID, of person: Person.ID) async throws -> (delivery: Delivery, history: [DeliveryEvent]) {
        try await database.read(as: .person(person)) { session in
            guard let delivery = try DeliveryTable(session).find(id, of: person) else { throw DeliveryError.noSuchDelivery }
            return (delivery, try DeliveryEventTable(session).list(of: id, person: person))
        }
    }

    /// Asks for another attempt, now. For one that is uncertain this is the word that it did not arrive.
    ///
    /// - Throws: ``DeliveryError/cannotRetry(_:)`` where there is nothing to try again.
    package func retry(_ id: Delivery.ID, of person: Person.ID) async throws -> Delivery {
        let routes = try await routes.list(of: person)
        let now = time.now
        let retried = try await database.transaction(as: .person(person)) { session in
            guard var delivery = try DeliveryTable(session).find(id, of: person) else { throw DeliveryError.noSuchDelivery }
            guard delivery.state.mayRetry else { throw DeliveryError.cannotRetry(delivery.state) }
            _ = try MeetingTable(session).hold(delivery.meetingID, of: person)
            if let item = try delivery.itemID.flatMap({ try ItemTable(session).find($0, of: person) }), item.mergedInto != nil {
                throw DeliveryError.merged
            }
            // Uncertain is only what nobody can look up, so the next attempt could not either.
            if delivery.state == .uncertain { delivery.isInDoubt = false }
            if delivery.mayChangeCarrier, let route = routes.first(where: { $0.destination == delivery.destination }) {
                delivery.changeCarrier(to: route.standIn?.organisation)
            }
            if delivery.choice == nil { delivery.choice = routes.first { $0.destination == delivery.destination }?.choice }
            return try requeue(delivery, cause: "You asked for another attempt.", at: now, session)
        }
        wake()
        return retried
    }

    /// Takes the person's word that it arrived: nobody else could tell.
    ///
    /// - Throws: ``DeliveryError/cannotConfirm(_:)`` where there is no doubt.
    package func confirm(_ id: Delivery.ID, of person: Person.ID) async throws -> Delivery {
        let now = time.now
        return try await database.transaction(as: .person(person)) { session in
            guard var delivery = try DeliveryTable(session).find(id, of: person) else { throw DeliveryError.noSuchDelivery }
            let state = delivery.state
            guard delivery.mayConfirm else { throw DeliveryError.cannotConfirm(state) }
            delivery.state = .delivered
            delivery.isInDoubt = false
            delivery.message = "You confirmed that it arrived."
            return try write(delivery, from: state, cause: delivery.message, at: now, session)
        }
    }

    /// Calls a delivery off.
    ///
    /// - Throws: ``DeliveryError/cannotCancel(_:)`` once it may have reached the provider.
    package func cancel(_ id: Delivery.ID, of person: Person.ID) async throws -> Delivery {
        let now = time.now
        return try await database.transaction(as: .person(person)) { session in
            guard var delivery = try DeliveryTable(session).find(id, of: person) else { throw DeliveryError.noSuchDelivery }
            let state = delivery.state
            guard delivery.mayCancel else { throw DeliveryError.cannotCancel(state) }
            delivery.state = .cancelled
            delivery.message = "You cancelled this."
            return try write(delivery, from: state, cause: delivery.message, at: now, session)
        }
    }

    /// Makes a delivery due now. It keeps the identifier it has at the provider, so that trying again cannot do it twice.
    func requeue(_ delivery: Delivery, cause: String, at now: Date, _ session: any Session) throws -> Delivery {
        var next = delivery
        next.state = .queued
        next.failingSince = nil
        next.dueAt = now
        next.message = nil
        try session.announce(.outbox)
        return try write(next, from: delivery.state, cause: cause, at: now, session)
    }

    private func write(_ delivery: Delivery, from state: DeliveryState, cause: String?, at now: Date, _ session: any Session) throws
        -> Delivery
    {
        guard try DeliveryTable(session).change(delivery, from: state, at: now) else { throw DeliveryError.changedMeanwhile }
        let event = DeliveryEvent(state: delivery.state, cause: cause, at: now)
        try DeliveryEventTable(session).insert(event, delivery: delivery.id, person: delivery.personID)
        return delivery
    }
}
