extension Migrations {
    /// Row-level security by a signed ticket, and keys that begin with the person, so that neither a query nor a refused insert tells one
    /// person about another's rows. PostgreSQL only: SQLite has no roles, and one process that nobody else shares.
    static let isolation = Migration(
        number: 5, name: "isolation", postgres: Ticket.statements + personalKeys + policies + [authentication]
    )

    /// A unique key without the person in it answers "duplicate" for a row one may not see, and a foreign key is checked without
    /// regard to policies: both begin with the person.
    private static let personalKeys: [SQL] = [
        "alter table transcripts drop constraint transcripts_meeting_id_fkey",
        "alter table action_items drop constraint action_items_meeting_id_fkey",
        "alter table deliveries drop constraint deliveries_meeting_id_fkey, drop constraint deliveries_item_id_fkey",
        "alter table delivery_events drop constraint delivery_events_delivery_id_fkey",
        "alter table meetings drop constraint meetings_pkey, add primary key (user_id, id)",
        "alter table transcripts drop constraint transcripts_pkey, add primary key (user_id, meeting_id)",
        "alter table action_items drop constraint action_items_pkey, add primary key (user_id, id)",
        """
        alter table deliveries drop constraint deliveries_pkey, add primary key (user_id, id), drop constraint deliveries_object_id_key,
            add unique (user_id, object_id)
        """,
        "alter table delivery_events drop constraint delivery_events_pkey, add primary key (user_id, delivery_id, number)",
        "alter table transcripts add foreign key (user_id, meeting_id) references meetings (user_id, id) on delete cascade",
        "alter table action_items add foreign key (user_id, meeting_id) references meetings (user_id, id) on delete cascade",
        """
        alter table deliveries add foreign key (user_id, meeting_id) references meetings (user_id, id) on delete cascade,
            add foreign key (user_id, item_id) references action_items (user_id, id) on delete cascade
        """,
        "alter table delivery_events add foreign key (user_id, delivery_id) references deliveries (user_id, id) on delete cascade",
        """
        alter table sessions drop constraint sessions_pkey, drop constraint sessions_id_key, add primary key (user_id, id)
        """,
        "create index sessions_by_token on sessions (token_hash)",
        """
        alter table api_tokens drop constraint api_tokens_pkey, drop constraint api_tokens_token_hash_key, add primary key (user_id, id)
        """,
        "create index api_tokens_by_hash on api_tokens (token_hash)",
        "alter table activity drop constraint activity_pkey, add primary key (user_id, id)",
        "alter table authorizations drop constraint authorizations_pkey, add primary key (user_id, state_hash)",
        "alter table user_integrations drop constraint user_integrations_pkey, add primary key (user_id, id)",
        "alter table org_integrations drop constraint org_integrations_pkey, add primary key (org_id, id)",
        "alter table revocations drop constraint revocations_pkey, add primary key (user_id, id)",
        "alter table data_keys drop constraint data_keys_pkey",
        "create index data_keys_by_id on data_keys (id)",
    ]

    private static let policies: [SQL] =
        RowSecurity.protect("people", owner: "id", others: [.gate])
        + RowSecurity.protect("sessions", others: [.gate])
        + RowSecurity.protect("api_tokens", others: [.gate])
        + RowSecurity.protect("throttles", only: [.person, .worker, .gate])
        + RowSecurity.protect("activity", others: [.worker, .gate], isAppendOnly: true)
        + RowSecurity.protect("authorizations", others: [.worker])
        + RowSecurity.protect("data_keys", others: [.worker])
        + RowSecurity.protect("key_checks", only: [.worker])
        + RowSecurity.protect("user_integrations", others: [.worker])
        + RowSecurity.protect("revocations", others: [.worker])
        + RowSecurity.protect("meetings") + RowSecurity.protect("transcripts") + RowSecurity.protect("action_items")
        + RowSecurity.protect("deliveries", others: [.worker])
        + RowSecurity.protect("delivery_events", others: [.worker], isAppendOnly: true)
        + organisations

    /// A person sees their own memberships and the organisations behind them, and owners the organisation's connections. Nobody makes
    /// themself a member.
    private static let organisations: [SQL] =
        RowSecurity.enable("memberships") + RowSecurity.enable("organisations") + RowSecurity.enable("org_integrations") + [
            RowSecurity.policy("own", on: "memberships", for: "select", "user_id = (select meeting_intelligence.uid())"),
            RowSecurity.policy("own", on: "organisations", for: "select", "id in (select org_id from memberships)"),
            RowSecurity.policy(
                "own", on: "org_integrations", "org_id in (select org_id from memberships where memberships.role = 'owner')"),
            RowSecurity.admit(.worker, to: "org_integrations"),
        ]

    /// `auth.uid()` and `auth.users`, the names Supabase has for them, so that policies and views written for either run on both. A
    /// database that has a schema `auth` keeps its own.
    private static let authentication: SQL = """
        do $$
        begin
            if exists (select from pg_namespace where nspname = 'auth') then
                return;
            end if;
            create schema auth;
            comment on schema auth is 'Meeting Intelligence';
            create function auth.uid() returns uuid language sql stable set search_path = pg_catalog, pg_temp as
                'select case when u ~ ''^[0-9a-f-]{36}$'' then u::uuid end from meeting_intelligence.uid() as u';
            create view auth.users with (security_invoker = true) as
                select id::uuid as id, email, to_timestamp(created_at / 1000.0) as created_at, to_timestamp(updated_at / 1000.0) as updated_at
                from public.people where id ~ '^[0-9a-f-]{36}$';
        end
        $$
        """
}
