extension Migrations {
    /// Row-level security, where the database has it.
    static let isolation = Migration(number: 5, name: "isolation", postgres: [])
}
