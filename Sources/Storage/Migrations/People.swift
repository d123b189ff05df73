extension Migrations {
    /// Accounts, how they are proved, and what they did.
    static let people = Migration(
        number: 1, name: "people",
        statements: [
            """
            create table people (
                id text primary key,
                name text not null,
                email text not null,
                email_key text not null unique,
                password_hash text not null,
                time_zone text not null,
                created_at bigint not null,
                updated_at bigint not null
            )
            """,
            """
            create table sessions (
                token_hash \(type: .blob) primary key,
                id text not null unique,
                user_id text not null references people (id) on delete cascade,
                device text not null,
                created_at bigint not null,
                seen_at bigint not null,
                expires_at bigint not null
            )
            """,
            "create index sessions_by_user on sessions (user_id)",
            """
            create table api_tokens (
                id text primary key,
                user_id text not null references people (id) on delete cascade,
                name text not null,
                token_hash \(type: .blob) not null unique,
                created_at bigint not null,
                last_used_at bigint
            )
            """,
            "create index api_tokens_by_user on api_tokens (user_id)",
            """
            create table throttles (
                key_hash \(type: .blob) primary key,
                failures bigint not null,
                window_ends_at bigint not null
            )
            """,
            """
            create table activity (
                id text primary key,
                user_id text not null references people (id) on delete cascade,
                kind text not null,
                provider text,
                cause text,
                address text,
                at bigint not null
            )
            """,
            "create index activity_by_user on activity (user_id, at)",
            """
            create table organisations (
                id text primary key,
                name text not null,
                created_at bigint not null
            )
            """,
            """
            create table memberships (
                org_id text not null references organisations (id) on delete cascade,
                user_id text not null references people (id) on delete cascade,
                role text not null check (role in ('owner', 'member')),
                created_at bigint not null,
                primary key (org_id, user_id)
            )
            """,
        ]
    )
}
