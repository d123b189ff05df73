extension Migrations {
    /// Whether a token may be one that other connections live on too.
    static let sharing = Migration(
        number: 11, name: "sharing", statements: ["alter table revocations add column may_be_shared bigint not null default 0"]
    )
}
