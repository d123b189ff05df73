extension Migrations {
    /// Organisations' connections have what people's have, and members what they may do.
    ///
    /// Only the server's own work reaches an organisation's connections, revocations and grants that wait: no person reads a row in which
    /// tokens are, sealed or not. What people may see of them they are told after their role has been looked up.
    static let sharedConnections = Migration(
        number: 20, name: "shared_connections",
        statements: [
            "alter table org_integrations add column account_id text",
            "alter table org_integrations add column workspace_id text",
            "alter table org_integrations add column refresh_due_at bigint",
            "alter table org_integrations add column refresh_failures bigint not null default 0",
            "alter table org_integrations add column refresh_not_before bigint",
            "alter table org_integrations add column is_fallback bigint not null default 0",
            """
            create index org_integrations_by_refresh on org_integrations (refresh_due_at)
                where state = 'connected' and refresh_due_at is not null
            """,
            "create index org_integrations_by_account on org_integrations (integration_type, account_id, workspace_id)",
            """
            create table org_revocations (
                org_id text not null references organisations (id) on delete cascade,
                id text not null,
                provider text not null,
                batch_id text not null,
                account_id text,
                may_be_shared bigint not null default 0,
                token \(type: .blob),
                state text not null check (state in ('queued', 'revoked', 'already_invalid', 'unsupported', 'shared', 'failed')),
                attempts bigint not null,
                due_at bigint not null,
                created_at bigint not null,
                updated_at bigint not null,
                primary key (org_id, id)
            )
            """,
            "create index org_revocations_due on org_revocations (due_at) where state = 'queued'",
            "create index org_revocations_by_batch on org_revocations (org_id, batch_id)",
            """
            create table org_replacements (
                org_id text not null references organisations (id) on delete cascade,
                provider text not null,
                browser_hash \(type: .blob) not null,
                chains text not null,
                revocations text not null,
                return_path text not null,
                created_at bigint not null,
                expires_at bigint not null,
                primary key (org_id, provider)
            )
            """,
            "create index org_replacements_by_expiry on org_replacements (expires_at)",
            "alter table authorizations add column org_id text references organisations (id) on delete cascade",
            "alter table letters add column org_id text references organisations (id) on delete cascade",
            "alter table deliveries add column org_id text references organisations (id) on delete set null",
            "create index deliveries_by_organisation on deliveries (org_id, provider, state) where org_id is not null",
            """
            create table org_uses (
                user_id text not null references people (id) on delete cascade,
                org_id text references organisations (id) on delete cascade,
                provider text not null,
                created_at bigint not null,
                primary key (user_id, provider)
            )
            """,
            "create index org_uses_by_organisation on org_uses (org_id, provider)",
            """
            create table invitations (
                id text primary key,
                org_id text not null references organisations (id) on delete cascade,
                token_hash \(type: .blob) not null unique,
                email text not null,
                email_key text not null,
                role text not null check (role in ('owner', 'admin', 'member')),
                invited_by text references people (id) on delete set null,
                created_at bigint not null,
                expires_at bigint not null
            )
            """,
            "create index invitations_by_organisation on invitations (org_id, created_at)",
        ],
        sqlite: [
            """
            create table memberships_anew (
                org_id text not null references organisations (id) on delete cascade,
                user_id text not null references people (id) on delete cascade,
                role text not null check (role in ('owner', 'admin', 'member')),
                created_at bigint not null,
                primary key (org_id, user_id)
            )
            """,
            "insert into memberships_anew (org_id, user_id, role, created_at) select org_id, user_id, role, created_at from memberships",
            "drop table memberships",
            "alter table memberships_anew rename to memberships",
            "create index memberships_by_person on memberships (user_id)",
        ],
        postgres: [
            """
            alter table memberships drop constraint memberships_role_check,
                add check (role in ('owner', 'admin', 'member'))
            """,
            "create index memberships_by_person on memberships (user_id)",
            "drop policy org_integrations_own on org_integrations",
        ] + access
    )

    private static let access: [SQL] =
        // Places that members chose are forgotten with the account they were in.
        ["memberships", "organisations", "routes"].map { RowSecurity.admit(.worker, to: $0) }
        + RowSecurity.protect("org_revocations", only: [.worker])
        + RowSecurity.protect("org_replacements", only: [.worker])
        + RowSecurity.protect("org_uses", others: [.worker])
        + RowSecurity.protect("invitations", only: [.worker])
}
