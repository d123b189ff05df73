extension Migrations {
    /// What keeps connections alive: when each is renewed, whose account it is, grants that wait for a decision, and revocations that
    /// belong together.
    static let renewal = Migration(
        number: 7, name: "renewal",
        statements: [
            "alter table user_integrations add column account_id text",
            "alter table user_integrations add column workspace_id text",
            "alter table user_integrations add column refresh_due_at bigint",
            "alter table user_integrations add column refresh_failures bigint not null default 0",
            """
            create index user_integrations_by_refresh on user_integrations (refresh_due_at)
                where state = 'connected' and refresh_due_at is not null
            """,
            "create index user_integrations_by_account on user_integrations (integration_type, account_id, workspace_id)",
            "alter table authorizations add column scopes text",
            """
            create table replacements (
                user_id text not null references people (id) on delete cascade,
                provider text not null,
                browser_hash \(type: .blob) not null,
                chains text not null,
                revocations text not null,
                return_path text not null,
                created_at bigint not null,
                expires_at bigint not null,
                primary key (user_id, provider)
            )
            """,
            "create index replacements_by_expiry on replacements (expires_at)",
        ],
        sqlite: [
            """
            update user_integrations set account_id = json_extract(integration_data, '$.identity.accountID'),
                workspace_id = json_extract(integration_data, '$.identity.workspaceID'),
                refresh_due_at = token_expires_at - min(600000, (token_expires_at - token_issued_at) / 4)
            """,
            """
            create table revocations_renewed (
                id text primary key,
                user_id text not null references people (id) on delete cascade,
                provider text not null,
                batch_id text not null,
                account_id text,
                token \(type: .blob),
                state text not null check (state in ('queued', 'revoked', 'already_invalid', 'unsupported', 'shared', 'failed')),
                attempts bigint not null,
                due_at bigint not null,
                created_at bigint not null,
                updated_at bigint not null
            )
            """,
            """
            insert into revocations_renewed
                (id, user_id, provider, batch_id, token, state, attempts, due_at, created_at, updated_at)
                select id, user_id, provider, id, token, state, attempts, due_at, created_at, updated_at from revocations
            """,
            "drop table revocations",
            "alter table revocations_renewed rename to revocations",
            "create index revocations_due on revocations (due_at) where state = 'queued'",
            "create index revocations_by_batch on revocations (user_id, batch_id)",
        ],
        postgres: [
            "alter table revocations add column batch_id text",
            // The owner is held to the policies too, and is nobody here.
            "alter table revocations no force row level security",
            "update revocations set batch_id = id",
            "alter table revocations force row level security",
            "alter table revocations alter column batch_id set not null",
            "alter table revocations add column account_id text",
            "alter table revocations drop constraint revocations_state_check",
            """
            alter table revocations add constraint revocations_state_check
                check (state in ('queued', 'revoked', 'already_invalid', 'unsupported', 'shared', 'failed'))
            """,
            "create index revocations_by_batch on revocations (user_id, batch_id)",
        ] + RowSecurity.protect("replacements", others: [.worker])
    )
}
