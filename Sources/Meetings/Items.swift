package import Domain
import Foundation
import Storage

/// What a person changes about an item; `nil` leaves it as it is.
package struct ItemEdit: Sendable {
    package var title: String?
    package var owner: String??
    package var dueOn: Day??
    package var priority: ActionItem.Priority?
    /// Promotes a possible item, or folds one away.
    package var band: ActionItem.Band?

    package init(
        title: String? = nil, owner: String?? = nil, dueOn: Day?? = nil, priority: ActionItem.Priority? = nil, band: ActionItem.Band? = nil
    ) {
        self.title = title
        self.owner = owner
        self.dueOn = dueOn
        self.priority = priority
        self.band = band
    }
}

extension Meetings {
    /// Changes an item. What was sent of it already stays as it was sent.
    package func edit(_ id: MeetingItem.ID, of person: Person.ID, _ edit: ItemEdit) async throws -> MeetingItem {
        let title = try edit.title.map(Self.title)
        let owner = try edit.owner.map(Self.owner)
        let now = time.now
        return try await database.transaction(as: .person(person)) { session in
            var item = try hold(id, of: person, session)
            // Asked for by itself, a part is an item of its own again.
            if edit.band == .confident, item.mergedInto != nil { item = item.unmerged }
            if let title { item.item.title = title }
            if let owner { item.item.owner = owner }
            if let dueOn = edit.dueOn { item.item.dueOn = dueOn }
            if let priority = edit.priority { item.item.priority = priority }
            if let band = edit.band { item.item.band = band }
            try ItemTable(session).update(item, of: person, at: now)
            return item
        }
    }

    /// Adds an item of the person's own to the end of the list.
    package func add(_ item: ActionItem, to meeting: Meeting.ID, of person: Person.ID) async throws -> MeetingItem {
        var item = item
        item.title = try Self.title(item.title)
        item.owner = try Self.owner(item.owner)
        let (content, id, now) = (item, random.identifier(MeetingItem.self), time.now)
        return try await database.transaction(as: .person(person)) { session in
            guard try MeetingTable(session).hold(meeting, of: person) != nil else { throw MeetingError.noSuchMeeting }
            let last = try ItemTable(session).list(of: meeting, person: person).last?.position ?? -1
            let added = MeetingItem(id: id, meetingID: meeting, position: last + 1, item: content)
            try ItemTable(session).insert(added, of: person, at: now)
            return added
        }
    }

    /// Drops an item that was not sent.
    ///
    /// - Throws: ``MeetingError/alreadySent`` where a delivery of it exists: the record of what was sent is never lost.
    package func drop(_ id: MeetingItem.ID, of person: Person.ID) async throws {
        let now = time.now
        try await database.transaction(as: .person(person)) { session in
            let item = try hold(id, of: person, session)
            let deliveries = try DeliveryTable(session).list(of: item.meetingID, person: person).filter { $0.itemID == id }
            guard deliveries.allSatisfy({ $0.state == .cancelled && $0.attempts == 0 }) else { throw MeetingError.alreadySent }
            try release(partsOf: item, of: person, at: now, session)
            try ItemTable(session).delete(id, of: person)
        }
    }

    /// An item as it is while nobody else changes the items of its meeting, until the transaction ends.
    func hold(_ id: MeetingItem.ID, of person: Person.ID, _ session: any Session) throws -> MeetingItem {
        let items = ItemTable(session)
        guard let found = try items.find(id, of: person), try MeetingTable(session).hold(found.meetingID, of: person) != nil,
            let item = try items.find(id, of: person)
        else { throw MeetingError.noSuchItem }
        return item
    }

    /// Makes the parts of a merged item items again.
    func release(partsOf item: MeetingItem, of person: Person.ID, at now: Date, _ session: any Session) throws {
        for part in try ItemTable(session).list(of: item.meetingID, person: person) where part.mergedInto == item.id {
            try ItemTable(session).update(part.unmerged, of: person, at: now)
        }
    }

    private static func owner(_ text: String?) throws(MeetingError) -> String? {
        guard let text else { return nil }
        let owner = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard owner.count <= 100, owner.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            throw .invalidOwner
        }
        return owner.isEmpty ? nil : owner
    }
}
