extension Migrations {
    /// Who runs the server, and its applications at the providers, sealed under a key of the installation's own.
    static let operators = Migration(
        number: 19, name: "operators",
        statements: [
            """
            create table operators (
                user_id text primary key references people (id) on delete cascade,
                number bigint not null unique,
                appointed_at bigint not null
            )
            """,
            """
            create table setup_codes (
                code_hash \(type: .blob) primary key,
                created_at bigint not null,
                expires_at bigint not null
            )
            """,
            """
            create table provider_applications (
                provider text primary key,
                installation_id text not null check (installation_id = 'installation'),
                client_id text not null,
                client_secret \(type: .blob),
                webhook_secret \(type: .blob),
                set_by text references people (id) on delete set null,
                set_at bigint not null,
                updated_at bigint not null
            )
            """,
            "create index provider_applications_by_person on provider_applications (set_by)",
        ],
        sqlite: [
            """
            create table data_keys_anew (
                id text primary key,
                user_id text references people (id) on delete cascade,
                org_id text references organisations (id) on delete cascade,
                installation_id text check (installation_id = 'installation'),
                kek_id text not null,
                wrapped blob not null,
                created_at bigint not null,
                retired_at bigint,
                check ((user_id is not null) + (org_id is not null) + (installation_id is not null) = 1)
            )
            """,
            """
            insert into data_keys_anew (id, user_id, org_id, kek_id, wrapped, created_at, retired_at)
                select id, user_id, org_id, kek_id, wrapped, created_at, retired_at from data_keys
            """,
            "drop table data_keys",
            "alter table data_keys_anew rename to data_keys",
            "create unique index data_keys_current_of_user on data_keys (user_id) where user_id is not null and retired_at is null",
            "create unique index data_keys_current_of_org on data_keys (org_id) where org_id is not null and retired_at is null",
            currentKey,
            "create index data_keys_by_user on data_keys (user_id)",
            "create index data_keys_by_org on data_keys (org_id)",
        ],
        postgres: [
            """
            alter table data_keys add column installation_id text check (installation_id = 'installation'),
                drop constraint data_keys_check, add check (num_nonnulls(user_id, org_id, installation_id) = 1)
            """,
            currentKey,
        ] + access
    )

    private static let currentKey: SQL = """
        create unique index data_keys_current_of_installation on data_keys (installation_id)
            where installation_id is not null and retired_at is null
        """

    /// Everybody sees whether they are an operator, and nobody makes themself one.
    private static let access: [SQL] =
        RowSecurity.enable("operators") + [
            RowSecurity.policy("own", on: "operators", for: "select", "user_id = (select meeting_intelligence.uid())"),
            RowSecurity.admit(.gate, to: "operators"),
        ]
        + RowSecurity.protect("setup_codes", only: [.gate])
        + RowSecurity.protect("provider_applications", only: [.worker])
}
