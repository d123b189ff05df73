extension Migrations {
    /// The meeting after a meeting. On PostgreSQL the foreign key begins with the person, as all there do.
    static let followUps = Migration(
        number: 16, name: "follow-ups", sqlite: [table(meeting: "meeting_id text not null references meetings (id) on delete cascade,")],
        postgres: [
            table(meeting: "meeting_id text not null,"),
            "alter table follow_ups add foreign key (user_id, meeting_id) references meetings (user_id, id) on delete cascade",
        ] + RowSecurity.protect("follow_ups")
    )

    private static func table(meeting: SQL) -> SQL {
        """
        create table follow_ups (
            user_id text not null references people (id) on delete cascade,
            \(meeting)
            title text not null,
            starts_at bigint not null,
            minutes bigint not null,
            time_zone text not null,
            quote text,
            created_at bigint not null,
            updated_at bigint not null,
            primary key (user_id, meeting_id)
        )
        """
    }
}
