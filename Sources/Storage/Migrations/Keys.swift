extension Migrations {
    /// Data keys that are replaced stay to be read with until nothing is sealed under them any more.
    static let keys = Migration(
        number: 9, name: "keys",
        statements: [
            "alter table data_keys add column retired_at bigint",
            "drop index data_keys_by_user",
            "drop index data_keys_by_org",
            "create unique index data_keys_current_of_user on data_keys (user_id) where user_id is not null and retired_at is null",
            "create unique index data_keys_current_of_org on data_keys (org_id) where org_id is not null and retired_at is null",
            "create index data_keys_by_user on data_keys (user_id)",
            "create index data_keys_by_org on data_keys (org_id)",
            """
            create table key_rotations (
                id text primary key,
                kind text not null check (kind in ('keys', 'data')),
                started_at bigint not null,
                finished_at bigint
            )
            """,
            "create unique index key_rotations_under_way on key_rotations (kind) where finished_at is null",
        ],
        postgres: RowSecurity.protect("key_rotations", only: [.worker])
    )
}
