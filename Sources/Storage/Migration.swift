/// One step of the schema. Never edited once shipped: a later step changes what an earlier one made.
package struct Migration: Sendable {
    /// Counts from 1, without gaps.
    package let number: Int
    package let name: String
    /// For both databases.
    private let shared: [SQL]
    /// What only one of them needs, after the shared ones: SQLite rebuilds a table where PostgreSQL alters it, and has no row-level security.
    private let own: [Dialect: [SQL]]

    init(number: Int, name: String, statements: [SQL] = [], sqlite: [SQL] = [], postgres: [SQL] = []) {
        self.number = number
        self.name = name
        shared = statements
        own = [.sqlite: sqlite, .postgres: postgres]
    }

    package func statements(for dialect: Dialect) -> [SQL] {
        shared + (own[dialect] ?? [])
    }
}
