package import Domain
import Foundation
import Providers
package import Storage

/// What people have decided to send. A decision and its rows are one transaction; the ``Courier`` does the rest.
package struct Outbox: Sendable {
    let database: any Database
    let time: TimeSource
    let random: RandomSource
    private let bell: Bell

    package init(database: any Database, time: TimeSource, random: RandomSource, bell: Bell) {
        self.database = database
        self.time = time
        self.random = random
        self.bell = bell
    }

    /// Writes one delivery for each item and destination. Where there is one already it stays as it is, but for one that had ended
    /// without arriving, which is tried again.
    ///
    /// - Parameters:
    ///   - items: `nil` sends all that are confident.
    ///   - destinations: `nil` sends to what the person has connected.
    /// - Returns: the deliveries of these items and destinations, new and old.
    /// - Throws: ``DeliveryError``; nothing is written then.
    package func add(
        items: [MeetingItem.ID]?, of meeting: Meeting.ID, to destinations: [Destination]?, for person: Person.ID
    ) async throws -> [Delivery] {
        let now = time.now
        let deliveries = try await database.transaction(as: .person(person)) { session in
            guard try MeetingTable(session).find(meeting, of: person) != nil else { throw DeliveryError.noSuchMeeting }
            let connections = try ConnectionTable(session).list(of: person)
            let chosen = try chosenItems(items, of: meeting, person: person, session)
            let targets = try chosenDestinations(destinations, connections)
            for (index, item) in chosen.enumerated() {
                // A millisecond apart, so that they are carried in the order of the list.
                let due = now.addingTimeInterval(Double(index - chosen.count) / 1000)
                for destination in targets {
                    try queue(item, to: destination, connections: connections, of: person, due: due, at: now, session)
                }
            }
            let itemIDs = Set(chosen.map(\.id))
            return try DeliveryTable(session).list(of: meeting, person: person).filter {
                itemIDs.contains($0.itemID) && targets.contains($0.destination)
            }
        }
        bell.ring()
        return deliveries
    }

    private func chosenItems(
        _ ids: [MeetingItem.ID]?, of meeting: Meeting.ID, person: Person.ID, _ session: any Session
    ) throws -> [MeetingItem] {
        let all = try ItemTable(session).list(of: meeting, person: person)
        guard let ids else { return all.filter { $0.item.band == .confident } }
        let chosen = all.filter { ids.contains($0.id) }
        guard chosen.count == Set(ids).count else { throw DeliveryError.noSuchItem }
        return chosen
    }

    private func chosenDestinations(_ names: [Destination]?, _ connections: [Connection]) throws -> [Destination] {
        let known = Provider.all.flatMap { $0.operations.compactMap(\.destination) }
        if let names {
            if let unknown = names.first(where: { !known.contains($0) }) { throw DeliveryError.unknownDestination(unknown.rawValue) }
            return known.filter(names.contains)
        }
        let alive = Set(connections.filter { $0.state != .disconnected }.map(\.provider))
        let connected = known.filter { alive.contains($0.provider) }
        return connected.isEmpty ? known : connected
    }

    private func queue(
        _ item: MeetingItem, to destination: Destination, connections: [Connection], of person: Person.ID, due: Date, at now: Date,
        _ session: any Session
    ) throws {
        let connection = connections.first { $0.provider == destination.provider }
        let delivery = Delivery(
            id: random.identifier(), personID: person, meetingID: item.meetingID, itemID: item.id, destination: destination,
            choice: connection?.details.defaults[destination.rawValue], objectID: random.uuid(), dueAt: due, createdAt: now
        )
        if try DeliveryTable(session).insertIfAbsent(delivery) {
            let event = DeliveryEvent(state: .queued, cause: nil, at: now)
            return try DeliveryEventTable(session).insert(event, delivery: delivery.id, person: person)
        }
        let existing = try DeliveryTable(session).list(of: item.meetingID, person: person).first {
            $0.itemID == item.id && $0.destination == destination
        }
        if let existing, existing.state == .failed || existing.state == .cancelled {
            _ = try requeue(existing, cause: "Sent again.", at: now, session)
        }
    }

    /// Rings for the courier, for changes made elsewhere such as a new connection.
    package func wake() {
        bell.ring()
    }
}
