extension Migrations {
    /// Mails that are to go out: what about, never the text.
    static let letters = Migration(
        number: 10, name: "letters",
        statements: [
            """
            create table letters (
                user_id text not null references people (id) on delete cascade,
                id text not null,
                provider text not null,
                cause text not null,
                state text not null check (state in ('queued', 'sent', 'refused', 'dropped')),
                attempts bigint not null,
                due_at bigint not null,
                created_at bigint not null,
                updated_at bigint not null,
                primary key (user_id, id)
            )
            """,
            "create index letters_due on letters (due_at) where state = 'queued'",
        ],
        postgres: RowSecurity.protect("letters", others: [.worker])
    )
}
