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
}
