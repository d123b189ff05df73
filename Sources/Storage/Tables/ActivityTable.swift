package import Domain

/// The activity log: rows are added and read, never changed.
package struct ActivityTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package func insert(_ activity: Activity, of person: Person.ID, id: String) throws {
        try session.run(
            """
            insert into activity (id, user_id, kind, provider, cause, address, at)
            values (\(id), \(person), \(activity.kind), \(activity.provider), \(activity.cause), \(activity.address), \(activity.at))
            """
        )
    }

    /// Whether this entry has been written.
    package func contains(_ id: String, of person: Person.ID) throws -> Bool {
        try !session.run("select id from activity where id = \(id) and user_id = \(person)").isEmpty
    }

    package func slice(
        of person: Person.ID, matching filter: ActivityFilter, after cursor: ActivityCursor?, limit: Int
    ) throws -> ActivitySlice {
        try ActivityQuery(filter: filter, cursor: cursor, limit: limit)
            .run(session, in: "(select activity.*, cast(null as text) as actor from activity) as log", where: "user_id = \(person)")
    }
}
