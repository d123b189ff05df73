extension Migrations {
    /// Uploaded transcripts and what was found in them.
    static let meetings = Migration(
        number: 3, name: "meetings",
        statements: [
            """
            create table meetings (
                id text primary key,
                user_id text not null references people (id) on delete cascade,
                title text not null,
                held_at bigint not null,
                time_zone text not null,
                format text not null,
                speakers text not null,
                duration_ms bigint,
                summary text not null,
                decisions text not null,
                created_at bigint not null
            )
            """,
            "create index meetings_by_user on meetings (user_id, held_at)",
            """
            create table transcripts (
                meeting_id text primary key references meetings (id) on delete cascade,
                user_id text not null references people (id) on delete cascade,
                content_hash \(type: .blob) not null,
                original \(type: .blob) not null,
                segments text not null,
                unique (user_id, content_hash)
            )
            """,
            """
            create table action_items (
                id text primary key,
                meeting_id text not null references meetings (id) on delete cascade,
                user_id text not null references people (id) on delete cascade,
                position bigint not null,
                title text not null,
                owner text,
                due_on text,
                quote text,
                at_ms bigint,
                segment bigint,
                priority text not null check (priority in ('none', 'urgent', 'high', 'medium', 'low')),
                band text not null check (band in ('confident', 'possible')),
                created_at bigint not null,
                updated_at bigint not null
            )
            """,
            "create index action_items_by_meeting on action_items (meeting_id, position)",
        ]
    )
}
