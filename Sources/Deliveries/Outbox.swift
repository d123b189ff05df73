package import Domain
import Foundation
package import Storage

/// What people have decided to send. A decision and its rows are one transaction; the ``Courier`` does the rest.
package struct Outbox: Sendable {
    let database: any Database
    let routes: Routes
    let time: TimeSource
    let random: RandomSource
    private let bell: Bell

    package init(database: any Database, routes: Routes, time: TimeSource, random: RandomSource, bell: Bell) {
        self.database = database
        self.routes = routes
        self.time = time
        self.random = random
        self.bell = bell
    }

    /// Writes one delivery for each item, or the meeting itself, and destination. Where there is one already it stays as it is, but for one
    /// that had ended without arriving, which is tried again.
    ///
    /// - Returns: the deliveries of these items and destinations, new and old.
    /// - Throws: ``DeliveryError``, or `ConnectionError.noSuchChoice`; nothing is written then.
    package func add(_ sending: Sending, of meeting: Meeting.ID, for person: Person.ID) async throws -> [Delivery] {
        let routes = try await routes.list(of: person)
        let overrides = try Self.checked(sending.overrides, routes)
        let places = try await self.routes.places(in: overrides, routes: routes, of: person)
        let now = time.now
        let deliveries = try await database.transaction(as: .person(person)) { session in
            guard try MeetingTable(session).hold(meeting, of: person) != nil else { throw DeliveryError.noSuchMeeting }
            let items = try ItemTable(session).list(of: meeting, person: person)
            let sending = Sending(items: sending.items, destinations: sending.destinations, overrides: overrides)
            let hasFollowUp = try FollowUpTable(session).find(of: meeting, person: person) != nil
            let plan = try Plan(
                sending, routes: routes, items: items, hasFollowUp: hasFollowUp, places: places,
                objection: { Routes.objection(to: $1, at: $0) })
            try session.announce(.outbox)
            return try write(plan, of: meeting, person: person, at: now, session)
        }
        bell.ring()
        return deliveries
    }

    /// Every override names a destination there is and addresses that are some.
    private static func checked(_ overrides: [RouteOverride], _ routes: [Route]) throws(DeliveryError) -> [RouteOverride] {
        var checked = overrides
        for (index, override) in overrides.enumerated() {
            guard let route = routes.first(where: { $0.destination == override.destination }) else {
                throw .unknownDestination(override.destination.rawValue)
            }
            guard override.itemID == nil || !route.kind.isOfMeeting else { throw .ofMeeting(title: route.kind.title) }
            if override.isOfFollowUp, override.itemID != nil || !route.kind.takesFollowUp {
                throw .notOfFollowUp(title: route.kind.title)
            }
            if let recipients = override.recipients { checked[index].recipients = try Routes.checked(recipients, for: route) }
        }
        return checked
    }

    private func write(
        _ plan: Plan, of meeting: Meeting.ID, person: Person.ID, at now: Date, _ session: any Session
    ) throws -> [Delivery] {
        let table = DeliveryTable(session)
        var known: [Plan.Entry] = []
        for (index, entry) in plan.entries.enumerated() {
            let delivery = Delivery(
                id: random.identifier(), personID: person, organisation: entry.organisation, meetingID: meeting, itemID: entry.item?.id,
                destination: entry.destination,
                choice: entry.choice, recipients: entry.recipients, objectID: random.uuid(),
                // A millisecond apart, so that they are carried in the order of the list.
                dueAt: now.addingTimeInterval(Double(index - plan.entries.count) / 1000), createdAt: now
            )
            guard try table.insertIfAbsent(delivery) else {
                known.append(entry)
                continue
            }
            try DeliveryEventTable(session).insert(
                DeliveryEvent(state: .queued, cause: nil, at: now), delivery: delivery.id, person: person)
        }
        let all = try table.list(of: meeting, person: person)
        for entry in known {
            guard var ended = all.first(where: { $0.isOf(entry) }), ended.state == .failed || ended.state == .cancelled else { continue }
            if ended.mayChangeCarrier { ended.changeCarrier(to: entry.organisation) }
            // What is there of it is at the place before.
            if ended.choice?.id != entry.choice?.id { ended.progress = nil }
            ended.choice = entry.choice
            ended.recipients = entry.recipients
            _ = try requeue(ended, cause: "Sent again.", at: now, session)
        }
        return try table.list(of: meeting, person: person).filter { delivery in plan.entries.contains { delivery.isOf($0) } }
    }

    /// Rings for the courier, for changes made elsewhere such as a new connection.
    package func wake() {
        bell.ring()
    }
}

extension Delivery {
    fileprivate func isOf(_ entry: Plan.Entry) -> Bool {
        itemID == entry.item?.id && destination == entry.destination
    }
}
