package import Domain
package import Foundation
import Storage

/// What a person says of the meeting after a meeting; `nil` leaves it as it is, or to the meeting.
package struct FollowUpEdit: Sendable {
    package var title: String?
    package var startsAt: Date
    package var minutes: Int?
    /// An IANA name.
    package var timeZone: String?

    package init(title: String? = nil, startsAt: Date, minutes: Int? = nil, timeZone: String? = nil) {
        self.title = title
        self.startsAt = startsAt
        self.minutes = minutes
        self.timeZone = timeZone
    }
}

extension Meetings {
    /// Sets or changes the meeting after a meeting. What waits to be sent of it is sent as it is then.
    ///
    /// - Parameter destinations: where follow-ups go.
    /// - Throws: ``MeetingError/followUpSent`` once it is, or may be, where it was sent.
    package func set(
        _ edit: FollowUpEdit, after id: Meeting.ID, of person: Person.ID, sentTo destinations: [Destination]
    ) async throws -> FollowUp {
        let title = try edit.title.map(Self.title)
        if let zone = edit.timeZone, TimeZone(identifier: zone) == nil { throw MeetingError.invalidTimeZone }
        if let minutes = edit.minutes, !FollowUp.lengths.contains(minutes) { throw MeetingError.invalidLength }
        let now = time.now
        return try await database.transaction(as: .person(person)) { session in
            guard let meeting = try MeetingTable(session).find(id, of: person) else { throw MeetingError.noSuchMeeting }
            let limit = meeting.heldAt.addingTimeInterval(10 * 366 * 86400)
            guard edit.startsAt > meeting.heldAt, edit.startsAt < limit else { throw MeetingError.invalidStart }
            _ = try unsent(of: id, person, at: destinations, session)
            let known = try FollowUpTable(session).find(of: id, person: person)
            let followUp = FollowUp(
                title: title ?? known?.title ?? FollowUp.title(after: meeting), startsAt: edit.startsAt,
                minutes: edit.minutes ?? known?.minutes ?? FollowUp.usualLength(after: meeting),
                timeZone: edit.timeZone ?? known?.timeZone ?? meeting.timeZone,
                // The quote says when, so it goes with another time.
                quote: known?.startsAt == edit.startsAt ? known?.quote : nil
            )
            try FollowUpTable(session).set(followUp, of: id, person: person, at: now)
            return followUp
        }
    }

    /// Removes the meeting after a meeting, and calls off what waits to be sent of it.
    ///
    /// - Throws: ``MeetingError/followUpSent`` once it is, or may be, where it was sent.
    package func removeFollowUp(
        after id: Meeting.ID, of person: Person.ID, sentTo destinations: [Destination]
    ) async throws {
        let now = time.now
        try await database.transaction(as: .person(person)) { session in
            guard try MeetingTable(session).find(id, of: person) != nil else { throw MeetingError.noSuchMeeting }
            for var delivery in try unsent(of: id, person, at: destinations, session) where delivery.state != .cancelled {
                let state = delivery.state
                delivery.state = .cancelled
                delivery.message = "You removed the follow-up."
                guard try DeliveryTable(session).change(delivery, from: state, at: now) else { throw MeetingError.underWay }
                let event = DeliveryEvent(state: .cancelled, cause: delivery.message, at: now)
                try DeliveryEventTable(session).insert(event, delivery: delivery.id, person: person)
            }
            try FollowUpTable(session).delete(of: id, person: person)
        }
    }

    /// Counts a suggestion from another day of the meeting, where nobody has changed it and nothing of the meeting itself was sent.
    func moveFollowUp(
        from old: NextMeeting?, to new: NextMeeting?, of meeting: Meeting, at now: Date, _ session: any Session
    ) throws {
        let person = meeting.personID
        guard let old, var followUp = try FollowUpTable(session).find(of: meeting.id, person: person), followUp.quote == old.quote,
            followUp.startsAt == old.startsAt,
            try DeliveryTable(session).list(of: meeting.id, person: person).allSatisfy({ $0.itemID != nil || $0.state == .cancelled })
        else { return }
        guard let new else { return try FollowUpTable(session).delete(of: meeting.id, person: person) }
        followUp.startsAt = new.startsAt
        try FollowUpTable(session).set(followUp, of: meeting.id, person: person, at: now)
    }

    /// The deliveries of it, held so that no courier takes one meanwhile.
    private func unsent(
        of meeting: Meeting.ID, _ person: Person.ID, at destinations: [Destination], _ session: any Session
    ) throws -> [Delivery] {
        let deliveries = try destinations.compactMap {
            try DeliveryTable(session).held(of: meeting, person: person, destination: $0)
        }
        guard deliveries.allSatisfy({ $0.state != .delivered && $0.state != .inFlight && !$0.isInDoubt }) else {
            throw MeetingError.followUpSent
        }
        return deliveries
    }
}

extension FollowUp {
    /// Minutes it may take.
    static let lengths = 5...1440

    /// As the transcript says it, and where it says nothing as long as this one.
    init(_ next: NextMeeting, after meeting: Meeting) {
        self.init(
            title: Self.title(after: meeting), startsAt: next.startsAt, minutes: next.minutes ?? Self.usualLength(after: meeting),
            timeZone: meeting.timeZone, quote: next.quote
        )
    }

    static func title(after meeting: Meeting) -> String {
        "Follow-up: " + meeting.title.prefix(180)
    }

    /// As long as the meeting was, to the quarter of an hour above; half an hour where nobody knows.
    static func usualLength(after meeting: Meeting) -> Int {
        guard let seconds = meeting.duration else { return 30 }
        return Int((min(max(seconds / 60, 15), 240) / 15).rounded(.up)) * 15
    }
}
