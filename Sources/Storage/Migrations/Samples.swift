extension Migrations {
    /// Whether a meeting is the one the product brings along to be tried with.
    static let samples = Migration(
        number: 12, name: "samples", statements: ["alter table meetings add column is_sample bigint not null default 0"]
    )
}
