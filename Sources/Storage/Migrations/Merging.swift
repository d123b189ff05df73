extension Migrations {
    /// Several items as one: the quotes it gained, and what it takes to undo it.
    static let merging = Migration(
        number: 14, name: "merging",
        statements: [
            "alter table action_items add column more_quotes text not null default '[]'",
            "alter table action_items add column merge_state text",
        ]
    )
}
