extension Migrations {
    /// What goes where, and deliveries of whole meetings.
    ///
    /// SQLite cannot take `not null` from a column, so both tables are made anew there. The history goes aside first: dropping the
    /// deliveries while it refers to them would delete it.
    static let routing = Migration(
        number: 8, name: "routing",
        statements: [
            """
            create table routes (
                user_id text not null references people (id) on delete cascade,
                provider text not null,
                destination text not null,
                is_on bigint,
                choice text,
                recipients text not null,
                created_at bigint not null,
                updated_at bigint not null,
                primary key (user_id, destination)
            )
            """
        ],
        sqlite: [
            """
            insert into routes (user_id, provider, destination, choice, recipients, created_at, updated_at)
            select user_id, integration_type, entry.key, entry.value, '[]', updated_at, updated_at
            from user_integrations, json_each(integration_data, '$.defaults') as entry
            """,
            "create table delivery_events_aside as select * from delivery_events",
            "drop table delivery_events",
            """
            create table deliveries_anew (
                id text primary key,
                user_id text not null references people (id) on delete cascade,
                meeting_id text not null references meetings (id) on delete cascade,
                item_id text references action_items (id) on delete cascade,
                provider text not null,
                destination text not null,
                choice text,
                recipients text not null default '[]',
                object_id text not null unique,
                state text not null check (state in (
                    'queued', 'in_flight', 'delivered', 'waiting_for_connection', 'blocked_by_scope', 'retrying', 'uncertain', 'failed',
                    'cancelled'
                )),
                attempts bigint not null,
                first_attempt_at bigint,
                in_doubt bigint not null default 0,
                failing_since bigint,
                due_at bigint not null,
                lease_owner text,
                lease_until bigint,
                progress text,
                account text,
                url text,
                message text,
                created_at bigint not null,
                updated_at bigint not null
            )
            """,
            """
            insert into deliveries_anew (
                id, user_id, meeting_id, item_id, provider, destination, choice, object_id, state, attempts, first_attempt_at, due_at,
                lease_owner, lease_until, progress, url, message, created_at, updated_at
            )
            select id, user_id, meeting_id, item_id, provider, destination, choice, object_id, state, attempts,
                case when attempts > 0 then created_at end, due_at, lease_owner, lease_until, progress, url, message, created_at,
                updated_at
            from deliveries
            """,
            "drop table deliveries",
            "alter table deliveries_anew rename to deliveries",
            """
            create table delivery_events (
                delivery_id text not null references deliveries (id) on delete cascade,
                number bigint not null,
                user_id text not null references people (id) on delete cascade,
                state text not null,
                cause text,
                at bigint not null,
                primary key (delivery_id, number)
            )
            """,
            """
            insert into delivery_events (delivery_id, number, user_id, state, cause, at)
            select delivery_id, number, user_id, state, cause, at from delivery_events_aside
            """,
            "drop table delivery_events_aside",
            "create index deliveries_due on deliveries (due_at) where state in ('queued', 'retrying', 'in_flight')",
            "create index deliveries_by_meeting on deliveries (meeting_id)",
            "create index deliveries_by_user on deliveries (user_id, provider, state)",
        ] + once,
        // The owner of the tables is held to the policies too, and comes without a person's ticket.
        postgres: [
            "alter table user_integrations no force row level security",
            "alter table deliveries no force row level security",
            """
            insert into routes (user_id, provider, destination, choice, recipients, created_at, updated_at)
            select user_id, integration_type, entry.key, entry.value, '[]', updated_at, updated_at
            from user_integrations, json_each_text(integration_data::json -> 'defaults') as entry
            """,
            "alter table deliveries alter column item_id drop not null",
            "alter table deliveries add column recipients text not null default '[]'",
            "alter table deliveries add column first_attempt_at bigint",
            "alter table deliveries add column in_doubt bigint not null default 0",
            "alter table deliveries add column failing_since bigint",
            "alter table deliveries add column account text",
            "update deliveries set first_attempt_at = created_at where attempts > 0",
            "alter table deliveries drop constraint deliveries_item_id_destination_key",
            "alter table user_integrations force row level security",
            "alter table deliveries force row level security",
        ] + once + RowSecurity.protect("routes")
    )

    /// An item goes to a destination once, and so does a meeting.
    private static let once: [SQL] = [
        "create unique index deliveries_once_by_item on deliveries (user_id, item_id, destination) where item_id is not null",
        "create unique index deliveries_once_by_meeting on deliveries (user_id, meeting_id, destination) where item_id is null",
    ]
}
