extension Migrations {
    /// The outbox and its history.
    static let deliveries = Migration(
        number: 4, name: "deliveries",
        statements: [
            """
            create table deliveries (
                id text primary key,
                user_id text not null references people (id) on delete cascade,
                meeting_id text not null references meetings (id) on delete cascade,
                item_id text not null references action_items (id) on delete cascade,
                provider text not null,
                destination text not null,
                choice text,
                object_id text not null unique,
                state text not null check (state in (
                    'queued', 'in_flight', 'delivered', 'waiting_for_connection', 'blocked_by_scope', 'retrying', 'uncertain', 'failed',
                    'cancelled'
                )),
                attempts bigint not null,
                due_at bigint not null,
                lease_owner text,
                lease_until bigint,
                url text,
                message text,
                created_at bigint not null,
                updated_at bigint not null,
                unique (item_id, destination)
            )
            """,
            "create index deliveries_due on deliveries (due_at) where state in ('queued', 'retrying', 'in_flight')",
            "create index deliveries_by_meeting on deliveries (meeting_id)",
            "create index deliveries_by_user on deliveries (user_id, provider, state)",
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
        ]
    )
}
