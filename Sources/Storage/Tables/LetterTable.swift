package import Domain

package import struct Foundation.Date

/// Mails to people about connections that have ended: an outbox.
package struct LetterTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package struct Queued: Sendable, Equatable {
        package let id: String
        package let personID: Person.ID
        /// Whose connection it is about; `nil` where it is the person's own.
        package let organisation: Organisation.ID?
        /// Of the row it is about, such as `slack.bot`.
        package let type: ProviderID
        /// What happened, as a sentence.
        package let cause: String
        package let attempts: Int
        package let createdAt: Date

        package var owner: ConnectionOwner { organisation.map(ConnectionOwner.organisation) ?? .person(personID) }
    }

    /// One to send.
    package struct New: Sendable {
        let id: String
        let personID: Person.ID
        let organisation: Organisation.ID?
        let type: ProviderID
        let cause: String

        package init(id: String, personID: Person.ID, organisation: Organisation.ID?, type: ProviderID, cause: String) {
            self.id = id
            self.personID = personID
            self.organisation = organisation
            self.type = type
            self.cause = cause
        }
    }

    package enum End: String, Sendable {
        case sent, refused
        /// There was nothing to say any more.
        case dropped
    }

    package func insert(_ new: New, at now: Date) throws {
        try session.run(
            """
            insert into letters (user_id, id, org_id, provider, cause, state, attempts, due_at, created_at, updated_at)
            values (\(new.personID), \(new.id), \(new.organisation), \(new.type), \(new.cause), 'queued', 0, \(now), \(now), \(now))
            """
        )
    }

    /// Takes what is due, each put off until `leaseEnd` so that no other server takes it meanwhile.
    package func claim(limit: Int, at now: Date, leaseEnd: Date) throws -> [Queued] {
        try session.run(
            """
            update letters set attempts = attempts + 1, due_at = \(leaseEnd), updated_at = \(now)
            where id in (
                select id from letters where state = 'queued' and due_at <= \(now) order by due_at, id limit \(limit)
                \(lock: .updateSkippingLocked)
            ) returning *
            """
        ).map { row in
            Queued(
                id: try row.text("id"), personID: try row.identifier("user_id"),
                organisation: try row.optionalText("org_id").map { Identifier($0) }, type: ProviderID(rawValue: try row.text("provider")),
                cause: try row.text("cause"), attempts: Int(try row.integer("attempts")), createdAt: try row.date("created_at")
            )
        }
    }

    package func finish(_ id: String, of person: Person.ID, as end: End, at now: Date) throws {
        try session.run("update letters set state = \(end), updated_at = \(now) where id = \(id) and user_id = \(person)")
    }

    package func postpone(_ id: String, of person: Person.ID, until due: Date, at now: Date) throws {
        try session.run("update letters set due_at = \(due), updated_at = \(now) where id = \(id) and user_id = \(person)")
    }
}
