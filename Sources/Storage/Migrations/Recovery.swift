extension Migrations {
    /// What a provider has asked for by `Retry-After`, apart from when we try again by ourselves: the first is kept to, the second is not when
    /// the provider turns out to be back.
    static let recovery = Migration(
        number: 17, name: "recovery",
        statements: [
            "alter table deliveries add column not_before bigint",
            "alter table user_integrations add column refresh_not_before bigint",
        ]
    )
}
