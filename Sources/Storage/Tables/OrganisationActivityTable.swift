package import Domain

/// Organisations' activity logs: rows are added and read, never changed.
package struct OrganisationActivityTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// - Parameter person: who did it; `nil` for the server.
    package func insert(_ activity: Activity, of organisation: Organisation.ID, by person: Person.ID?, id: String) throws {
        try session.run(
            """
            insert into organisation_activity (org_id, id, user_id, actor, kind, provider, cause, address, at)
            values (\(organisation), \(id), \(person), \(activity.actor), \(activity.kind), \(activity.provider), \(activity.cause),
                \(activity.address), \(activity.at))
            """
        )
    }

    /// Whether this entry has been written.
    package func contains(_ id: String, of organisation: Organisation.ID) throws -> Bool {
        try !session.run("select id from organisation_activity where id = \(id) and org_id = \(organisation)").isEmpty
    }

    package func slice(
        of organisation: Organisation.ID, matching filter: ActivityFilter, after cursor: ActivityCursor?, limit: Int
    ) throws -> ActivitySlice {
        try ActivityQuery(filter: filter, cursor: cursor, limit: limit)
            .run(session, in: "organisation_activity", where: "org_id = \(organisation)")
    }
}
