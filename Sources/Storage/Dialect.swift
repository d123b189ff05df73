/// The little that differs between the databases' languages inside the subset we use.
package enum Dialect: String, Sendable, CaseIterable {
    case sqlite
    case postgres

    /// - Parameter position: counts from 1.
    package func marker(_ position: Int) -> String {
        switch self {
        case .sqlite: "?"
        case .postgres: "$\(position)"
        }
    }

    package func name(of type: SQL.ColumnType) -> String {
        switch (type, self) {
        case (.blob, .sqlite): "blob"
        case (.blob, .postgres): "bytea"
        }
    }

    /// What makes a `select` keep its rows from others until the transaction ends. SQLite has one writer, so nobody else could touch them.
    package func words(for lock: SQL.RowLock) -> String {
        switch (lock, self) {
        case (_, .sqlite): ""
        case (.update, .postgres): "for update"
        case (.updateSkippingLocked, .postgres): "for update skip locked"
        case (.hold, .postgres): "for no key update"
        }
    }
}
