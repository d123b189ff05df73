import Domain

package import struct Foundation.Date

/// Brings a database up to the newest schema, forward only.
package struct Migrator: Sendable {
    private let database: any Database
    private let migrations: [Migration]

    /// Names, among PostgreSQL's advisory locks, the right to change the schema.
    package static let lock: Int64 = 7_305_871_223

    package init(_ database: any Database, migrations: [Migration] = Migrations.all) {
        self.database = database
        self.migrations = migrations
    }

    /// Applies what is missing, each step in a transaction of its own.
    ///
    /// - Returns: the numbers of the steps applied; empty when the schema was current.
    /// - Throws: ``StorageError``, also when the database was written by a newer version that this one does not know.
    @discardableResult
    package func migrate(at now: Date) async throws -> [Int] {
        let dialect = database.dialect
        try await database.transaction(as: .worker) { session in
            // `if not exists` looks and then makes: two at once would both make it.
            if dialect == .postgres { try session.run("select pg_advisory_xact_lock(\(Self.lock))::text as locked") }
            try session.run(
                "create table if not exists migrations (number bigint primary key, name text not null, applied_at bigint not null)"
            )
        }
        let done = try await database.read(as: .worker) { session in
            try session.run("select number from migrations order by number").map { Int(try $0.integer("number")) }
        }
        if let unknown = done.first(where: { $0 > migrations.count }) {
            throw StorageError.unavailable(
                reason: "its schema (step \(unknown)) is newer than this version of the server; use the newer version"
            )
        }
        let missing = migrations.filter { !done.contains($0.number) }
        for migration in missing {
            try await database.transaction(as: .worker) { session in
                if dialect == .postgres {
                    // Another may be at it at the same time; whoever comes second finds it done.
                    try session.run("lock table migrations in exclusive mode")
                    guard try session.run("select number from migrations where number = \(migration.number)").isEmpty else { return }
                }
                for statement in migration.statements(for: dialect) { try session.run(statement) }
                try session.run(
                    "insert into migrations (number, name, applied_at) values (\(migration.number), \(migration.name), \(now))"
                )
            }
        }
        return missing.map(\.number)
    }
}
