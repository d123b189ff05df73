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
        /// Of the row it is about, such as `slack.bot`.
        package let type: ProviderID
        /// What happened, as a sentence.
        package let cause: String
        package let attempts: Int
    }

    package enum End: String, Sendable {
        case sent, refused
        /// There was nothing to say any more.
        case dropped
    }

    package func insert(id: String, of person: Person.ID, type: ProviderID, cause: String, at now: Date) throws {
        try session.run(
            """
            insert into letters (user_id, id, provider, cause, state, attempts, due_at, created_at, updated_at)
            values (\(person), \(id), \(type), \(cause), 'queued', 0, \(now), \(now), \(now))
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
                id: try row.text("id"), personID: try row.identifier("user_id"), type: ProviderID(rawValue: try row.text("provider")),
                cause: try row.text("cause"), attempts: Int(try row.integer("attempts"))
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
