extension Migrations {
    /// Links that QR codes hold: the hash of each, never the link. And from which device an authorization is carried on that began with one.
    static let phoneLinks = Migration(
        number: 15, name: "phone_links",
        statements: [
            """
            create table phone_links (
                user_id text not null references people (id) on delete cascade,
                handle_hash \(type: .blob) not null,
                provider text not null,
                state text not null check (state in ('open', 'used', 'replaced')),
                created_at bigint not null,
                expires_at bigint not null,
                refused_at bigint,
                primary key (user_id, handle_hash)
            )
            """,
            "create index phone_links_by_handle on phone_links (handle_hash)",
            "alter table authorizations add column device text",
        ],
        // Whoever scans a code is told when it is not theirs, so it is looked up before it is known whose it is.
        postgres: RowSecurity.protect("phone_links", others: [.gate])
    )
}
