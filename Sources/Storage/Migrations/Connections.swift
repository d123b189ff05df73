extension Migrations {
    /// Data keys, authorizations under way, connections and what is left to revoke.
    static let connections = Migration(
        number: 2, name: "connections",
        statements: [
            """
            create table data_keys (
                id text primary key,
                user_id text references people (id) on delete cascade,
                org_id text references organisations (id) on delete cascade,
                kek_id text not null,
                wrapped \(type: .blob) not null,
                created_at bigint not null,
                check ((user_id is null) <> (org_id is null))
            )
            """,
            "create unique index data_keys_by_user on data_keys (user_id) where user_id is not null",
            "create unique index data_keys_by_org on data_keys (org_id) where org_id is not null",
            """
            create table key_checks (
                kek_id text primary key,
                sealed \(type: .blob) not null,
                created_at bigint not null
            )
            """,
            """
            create table authorizations (
                state_hash \(type: .blob) primary key,
                user_id text not null references people (id) on delete cascade,
                provider text not null,
                browser_hash \(type: .blob) not null,
                verifier \(type: .blob),
                return_path text not null,
                created_at bigint not null,
                expires_at bigint not null
            )
            """,
            "create index authorizations_by_expiry on authorizations (expires_at)",
            """
            create table user_integrations (
                id text primary key,
                user_id text not null references people (id) on delete cascade,
                integration_type text not null,
                access_token \(type: .blob),
                refresh_token \(type: .blob),
                previous_refresh_token \(type: .blob),
                token_expires_at bigint,
                token_issued_at bigint,
                integration_data text not null,
                state text not null check (state in ('connected', 'needs_reconnect', 'disconnected')),
                generation bigint not null,
                refresh_owner text,
                refresh_lease_until bigint,
                connected_at bigint not null,
                last_used_at bigint,
                is_active bigint not null,
                created_at bigint not null,
                updated_at bigint not null,
                unique (user_id, integration_type)
            )
            """,
            "create index user_integrations_by_expiry on user_integrations (token_expires_at) where is_active = 1",
            """
            create table org_integrations (
                id text primary key,
                org_id text not null references organisations (id) on delete cascade,
                integration_type text not null,
                access_token \(type: .blob),
                refresh_token \(type: .blob),
                previous_refresh_token \(type: .blob),
                token_expires_at bigint,
                token_issued_at bigint,
                integration_data text not null,
                state text not null check (state in ('connected', 'needs_reconnect', 'disconnected')),
                generation bigint not null,
                refresh_owner text,
                refresh_lease_until bigint,
                connected_by text references people (id) on delete set null,
                connected_at bigint not null,
                last_used_at bigint,
                is_active bigint not null,
                created_at bigint not null,
                updated_at bigint not null,
                unique (org_id, integration_type)
            )
            """,
            """
            create table revocations (
                id text primary key,
                user_id text not null references people (id) on delete cascade,
                provider text not null,
                token \(type: .blob),
                state text not null check (state in ('queued', 'revoked', 'already_invalid', 'unsupported', 'failed')),
                attempts bigint not null,
                due_at bigint not null,
                created_at bigint not null,
                updated_at bigint not null
            )
            """,
            "create index revocations_due on revocations (due_at) where state = 'queued'",
        ]
    )
}
