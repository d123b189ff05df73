package import Domain

package import struct Foundation.Date

/// Grants that are gone here and still have to be revoked at the provider.
package struct RevocationTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package struct Queued: Sendable, Equatable {
        package let id: String
        package let personID: Person.ID
        package let provider: ProviderID
        package let token: [UInt8]
        package let attempts: Int
    }

    package func insert(id: String, of person: Person.ID, provider: ProviderID, token: [UInt8], at now: Date) throws {
        try session.run(
            """
            insert into revocations (id, user_id, provider, token, state, attempts, due_at, created_at, updated_at)
            values (\(id), \(person), \(provider), \(token), 'queued', 0, \(now), \(now), \(now))
            """
        )
    }

    /// Takes what is due, each put off until `leaseEnd` so that no other worker takes it meanwhile.
    package func claim(limit: Int, at now: Date, leaseEnd: Date) throws -> [Queued] {
        try session.run(
            """
            update revocations set attempts = attempts + 1, due_at = \(leaseEnd), updated_at = \(now)
            where id in (select id from revocations where state = 'queued' and due_at <= \(now) order by due_at limit \(limit))
            returning *
            """
        ).map(Self.queued)
    }

    /// Takes one by name, due or not.
    package func claim(_ id: String, at now: Date, leaseEnd: Date) throws -> Queued? {
        try session.run(
            """
            update revocations set attempts = attempts + 1, due_at = \(leaseEnd), updated_at = \(now)
            where id = \(id) and state = 'queued' and due_at <= \(now) returning *
            """
        ).first.map(Self.queued)
    }

    /// Ends it; the token is no longer needed and goes.
    package func finish(_ id: String, as state: RevocationState, at now: Date) throws {
        try session.run("update revocations set state = \(state), token = null, updated_at = \(now) where id = \(id)")
    }

    package func postpone(_ id: String, until due: Date, at now: Date) throws {
        try session.run("update revocations set due_at = \(due), updated_at = \(now) where id = \(id)")
    }

    private static func queued(_ row: Row) throws -> Queued {
        Queued(
            id: try row.text("id"), personID: try row.identifier("user_id"), provider: ProviderID(rawValue: try row.text("provider")),
            token: try row.blob("token"), attempts: Int(try row.integer("attempts"))
        )
    }
}
