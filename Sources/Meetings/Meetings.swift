package import Domain
import Foundation
package import Storage

/// Uploaded conversations: read once, kept with their original bytes, and edited by the person.
package struct Meetings: Sendable {
    let database: any Database
    let time: TimeSource
    let random: RandomSource
    package let desk = ReadingDesk()

    package init(database: any Database, time: TimeSource, random: RandomSource) {
        self.database = database
        self.time = time
        self.random = random
    }

    /// The newest first.
    package func list(of person: Person.ID, limit: Int) async throws -> [MeetingOverview] {
        try await database.read(as: .person(person)) { try MeetingTable($0).list(of: person, limit: limit) }
    }

    /// A meeting with its items and its transcript.
    ///
    /// - Throws: ``MeetingError/noSuchMeeting``, also for somebody else's.
    package func find(_ id: Meeting.ID, of person: Person.ID) async throws -> MeetingRecord {
        let found = try await database.read(as: .person(person)) { session -> MeetingRecord? in
            guard let meeting = try MeetingTable(session).find(id, of: person) else { return nil }
            return MeetingRecord(
                meeting: meeting, items: try ItemTable(session).list(of: id, person: person),
                followUp: try FollowUpTable(session).find(of: id, person: person),
                segments: try MeetingTable(session).segments(of: id, person: person)
            )
        }
        guard let found else { throw MeetingError.noSuchMeeting }
        return found
    }

    /// Removes a meeting with its transcript, items and deliveries; what was made at providers stays there.
    ///
    /// - Throws: ``MeetingError/underWay`` while one of its deliveries is with a provider.
    package func delete(_ id: Meeting.ID, of person: Person.ID) async throws {
        try await database.transaction(as: .person(person)) { session in
            guard try MeetingTable(session).hold(id, of: person) != nil else { throw MeetingError.noSuchMeeting }
            guard try !DeliveryTable(session).list(of: id, person: person).contains(where: { $0.state == .inFlight }) else {
                throw MeetingError.underWay
            }
            _ = try MeetingTable(session).delete(id, of: person)
        }
    }
}

/// A meeting with everything that belongs to it.
package struct MeetingRecord: Sendable, Equatable {
    package let meeting: Meeting
    package let items: [MeetingItem]
    package let followUp: FollowUp?
    package let segments: [Segment]
}
