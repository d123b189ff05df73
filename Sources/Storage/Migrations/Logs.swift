extension Migrations {
    /// Organisations' activity logs, and SQLite's word that no log is changed: PostgreSQL gives the servers no right to.
    static let logs = Migration(
        number: 18, name: "logs",
        statements: [
            """
            create table organisation_activity (
                org_id text not null references organisations (id) on delete cascade,
                id text not null,
                user_id text,
                actor text,
                kind text not null,
                provider text,
                cause text,
                address text,
                at bigint not null,
                primary key (org_id, id)
            )
            """,
            "create index organisation_activity_by_time on organisation_activity (org_id, at)",
        ],
        sqlite: appendOnly("activity", owner: "people", key: "user_id")
            + appendOnly("organisation_activity", owner: "organisations", key: "org_id"),
        // Owners read; whoever belongs to it may add what they did, in their own name.
        postgres: RowSecurity.enable("organisation_activity", isAppendOnly: true) + [
            RowSecurity.policy(
                "owners", on: "organisation_activity", for: "select",
                "org_id in (select org_id from memberships where memberships.role = 'owner')"),
            RowSecurity.policy(
                "members", on: "organisation_activity", for: "insert",
                "user_id = (select meeting_intelligence.uid()) and org_id in (select org_id from memberships)"),
            RowSecurity.admit(.worker, to: "organisation_activity"),
        ]
    )

    /// A line goes only together with whom it is about: by then the row of the owner is gone.
    private static func appendOnly(_ table: String, owner: String, key: String) -> [SQL] {
        [
            SQL(
                stringLiteral: """
                    create trigger \(table)_is_never_changed before update on \(table)
                    begin
                        select raise(abort, 'lines of the activity log are never changed');
                    end
                    """
            ),
            SQL(
                stringLiteral: """
                    create trigger \(table)_is_never_removed before delete on \(table)
                    when exists (select 1 from \(owner) where id = old.\(key))
                    begin
                        select raise(abort, 'lines of the activity log are never removed');
                    end
                    """
            ),
        ]
    }
}
