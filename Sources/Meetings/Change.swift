package import Domain
package import Foundation
import Storage

/// What a person changes about a meeting; `nil` leaves it as it is.
package struct MeetingEdit: Sendable {
    package var title: String?
    package var heldAt: Date?

    package init(title: String? = nil, heldAt: Date? = nil) {
        self.title = title
        self.heldAt = heldAt
    }
}

extension Meetings {
    /// Changes a meeting; what leaves it as it was is no change. With another day the due dates that were counted from the old one ("by
    /// Friday") are counted from the new one, where nobody has changed them and nothing of the item was sent; and so is the follow-up that
    /// the transcript suggested.
    ///
    /// - Throws: ``MeetingError/busy`` when the transcript has to be read again and too many wait for that.
    package func edit(_ id: Meeting.ID, of person: Person.ID, _ edit: MeetingEdit) async throws -> Meeting {
        let title = try edit.title.map(Self.title)
        let reading = try await readAgain(id, of: person, heldAt: edit.heldAt)
        let now = time.now
        return try await database.transaction(as: .person(person)) { session in
            guard let meeting = try MeetingTable(session).hold(id, of: person) else { throw MeetingError.noSuchMeeting }
            var changed = meeting
            if let title { changed.title = title }
            if let heldAt = edit.heldAt { changed.heldAt = heldAt }
            guard changed != meeting else { return meeting }
            try MeetingTable(session).update(changed)
            guard let (before, after) = reading else { return changed }
            try moveFollowUp(from: before.nextMeeting, to: after.nextMeeting, of: changed, at: now, session)
            try moveDueDates(from: before.items, to: after.items, of: changed, at: now, session)
            return changed
        }
    }

    /// What the transcript says as of the time the meeting has, and as of another.
    ///
    /// - Returns: `nil` where that is the same: dates are counted from the day, and the hour matters to a suggested follow-up alone.
    private func readAgain(
        _ id: Meeting.ID, of person: Person.ID, heldAt: Date?
    ) async throws -> (before: MeetingNotes, after: MeetingNotes)? {
        guard let heldAt else { return nil }
        let record = try await find(id, of: person)
        let (meeting, zone) = (record.meeting, TimeZone(identifier: record.meeting.timeZone) ?? .gmt)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let isOtherDay = !calendar.isDate(heldAt, inSameDayAs: meeting.heldAt)
        guard isOtherDay || (heldAt != meeting.heldAt && record.followUp?.quote != nil) else { return nil }
        let transcript = Transcript(format: meeting.format, segments: record.segments)
        let before = try await desk.notes(of: transcript, heldAt: meeting.heldAt, timeZone: zone)
        return (before, try await desk.notes(of: transcript, heldAt: heldAt, timeZone: zone))
    }

    /// What an item is known by in its transcript.
    private struct Said: Hashable {
        let segment: Int?
        let quote: String?

        init(_ item: ActionItem) {
            segment = item.segment
            quote = item.quote
        }
    }

    private func moveDueDates(
        from old: [ActionItem], to new: [ActionItem], of meeting: Meeting, at now: Date, _ session: any Session
    ) throws {
        let renewed = Dictionary(new.map { (Said($0), $0.dueOn) }) { first, _ in first }
        var moved: [Said: (old: Day?, new: Day?)] = [:]
        for item in old {
            guard let due = renewed[Said(item)], due != item.dueOn else { continue }
            moved[Said(item)] = (item.dueOn, due)
        }
        guard !moved.isEmpty else { return }
        let sent = Set(try DeliveryTable(session).list(of: meeting.id, person: meeting.personID).compactMap(\.itemID))
        for var item in try ItemTable(session).list(of: meeting.id, person: meeting.personID) where !sent.contains(item.id) {
            guard let due = moved[Said(item.item)], item.item.dueOn == due.old else { continue }
            item.item.dueOn = due.new
            try ItemTable(session).update(item, of: meeting.personID, at: now)
        }
    }
}
