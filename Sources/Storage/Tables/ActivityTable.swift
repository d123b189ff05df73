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

    /// The newest first.
    package func list(of person: Person.ID, limit: Int) throws -> [Activity] {
        try session.run("select * from activity where user_id = \(person) order by at desc, id limit \(limit)").map { row in
            Activity(
                try row.enumeration("kind"), at: try row.date("at"),
                provider: try row.optionalText("provider").map(ProviderID.init(rawValue:)), cause: try row.optionalText("cause"),
                address: try row.optionalText("address")
            )
        }
    }
}
