package import Domain
import Storage

extension Meetings {
    /// The most items that are made one.
    private static let most = 50

    /// Makes one item of several; the others are kept as parts of it, so that it can be undone.
    ///
    /// - Parameter ids: the first gives the title.
    /// - Returns: the item that is left.
    /// - Throws: ``MeetingError``; nothing is changed then.
    package func merge(_ ids: [MeetingItem.ID], in meeting: Meeting.ID, of person: Person.ID) async throws -> MeetingItem {
        let now = time.now
        return try await database.transaction(as: .person(person)) { session in
            // A decision to send takes the same lock: what is merged is not sent meanwhile.
            guard try MeetingTable(session).hold(meeting, of: person) != nil else { throw MeetingError.noSuchMeeting }
            let items = try ItemTable(session).list(of: meeting, person: person)
            guard (2...Self.most).contains(ids.count), Set(ids).count == ids.count else { throw MeetingError.tooFewToMerge }
            let chosen = try ids.map { id in
                guard let item = items.first(where: { $0.id == id }) else { throw MeetingError.noSuchItem }
                guard item.mergedInto == nil else { throw MeetingError.mergedAlready }
                return item
            }
            try refuseIfSent(ids, in: meeting, of: person, session)
            let merged = MeetingItem.merge(chosen, among: items)
            for item in merged { try ItemTable(session).update(item, of: person, at: now) }
            return merged[0]
        }
    }

    /// Takes a merge back: the parts are items again, and the item is as it was but for what was changed since.
    ///
    /// - Throws: ``MeetingError``, also when it was sent already.
    package func unmerge(_ id: MeetingItem.ID, of person: Person.ID) async throws -> MeetingItem {
        let now = time.now
        return try await database.transaction(as: .person(person)) { session in
            let item = try hold(id, of: person, session)
            guard item.merge != nil, item.mergedInto == nil else { throw MeetingError.notMerged }
            try refuseIfSent([id], in: item.meetingID, of: person, session)
            try release(partsOf: item, of: person, at: now, session)
            let restored = item.unmerged
            try ItemTable(session).update(restored, of: person, at: now)
            return restored
        }
    }

    private func refuseIfSent(_ ids: [MeetingItem.ID], in meeting: Meeting.ID, of person: Person.ID, _ session: any Session) throws {
        let deliveries = try DeliveryTable(session).list(of: meeting, person: person).filter { $0.itemID.map(ids.contains) ?? false }
        guard deliveries.allSatisfy({ $0.state == .cancelled && $0.attempts == 0 }) else { throw MeetingError.sentApart }
    }
}
