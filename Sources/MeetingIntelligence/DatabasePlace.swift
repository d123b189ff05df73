import Domain
import Storage
import StoragePostgres

/// Where the rows are: `sqlite:PATH` or `postgres://…`.
enum DatabasePlace: Sendable {
    case sqlite(path: String)
    case postgres(PostgresAddress)

    /// - Parameter name: of the variable or option, for the error.
    /// - Throws: ``SettingsError``.
    init(_ url: String, name: String) throws {
        if url.hasPrefix("sqlite:"), url.count > "sqlite:".count {
            self = .sqlite(path: String(url.dropFirst("sqlite:".count)))
        } else {
            self = .postgres(try Self.postgres(url, name: name))
        }
    }

    static func postgres(_ url: String, name: String) throws -> PostgresAddress {
        do {
            return try PostgresAddress(Secret(url))
        } catch StorageError.unavailable(let reason) {
            throw SettingsError("\(name) cannot be used: \(reason)\(name == "DATABASE_URL" ? ", or sqlite:PATH" : "").")
        }
    }
}
