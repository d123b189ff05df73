import Domain
package import Storage

/// Copies everything from a SQLite database into a PostgreSQL one that is set up and empty, then compares both, row by row.
///
/// Each batch is one transaction together with the note of how far it came, so a move that was interrupted goes on where it stopped and
/// copies nothing twice. No server may write to the old database meanwhile.
package struct Move: Sendable {
    private let source: any Database
    private let target: PostgresDatabase

    private static let batch = 100

    /// - Parameter target: opened as the owner of its schema.
    package init(from source: any Database, to target: PostgresDatabase) {
        self.source = source
        self.target = target
    }

    package struct Report: Sendable, Equatable {
        package let tables: Int
        package let rows: Int
    }

    /// - Parameter progress: told each table when it is copied, with its rows.
    /// - Throws: ``StorageError/unavailable(reason:)`` when the new database is not empty, or the copy differs.
    package func run(progress: @Sendable (_ table: String, _ rows: Int) -> Void) async throws -> Report {
        let tables = try await MoveTable.all(of: source, in: target)
        try await begin(tables)
        for table in tables {
            while try await copyBatch(of: table) {}
            progress(table.name, try await rows(of: table))
        }
        var rows = 0
        for table in tables {
            let (old, new) = (try await TableDigest.ofSource(table, in: source), try await TableDigest.ofTarget(table, in: target))
            guard old == new else {
                throw StorageError.unavailable(
                    reason: "the copy of \(table.name) differs (\(old.rows) rows there, \(new.rows) here); was a server running meanwhile?"
                )
            }
            rows += new.rows
        }
        return Report(tables: tables.count, rows: rows)
    }

    private func begin(_ tables: [MoveTable]) async throws {
        try await target.transaction(as: .worker) { session in
            try session.run(
                "create table if not exists meeting_intelligence.moves (name text primary key, last bigint not null, total bigint not null)"
            )
            guard try session.run("select name from meeting_intelligence.moves").isEmpty else { return }
            for table in tables {
                let isEmpty = try table.asOwner(session) { try session.run("select 1 as found from \(table.sql) limit 1").isEmpty }
                guard isEmpty else {
                    throw StorageError.unavailable(reason: "the new database is not empty (\(table.name)); move into an empty one")
                }
                try session.run("insert into meeting_intelligence.moves (name, last, total) values (\(table.name), 0, 0)")
            }
        }
    }

    /// - Returns: whether there may be more.
    private func copyBatch(of table: MoveTable) async throws -> Bool {
        let last = try await target.read(as: .worker) { session in
            try session.run("select last from meeting_intelligence.moves where name = \(table.name)").first?.integer("last") ?? 0
        }
        let rows = try await source.read(as: .worker) { session in
            try session.run(
                "select rowid as move_row, \(table.columnSQL) from \(table.sql) where rowid > \(last) order by rowid limit \(Self.batch)"
            )
        }
        guard let end = try rows.last?.integer("move_row") else { return false }
        try await target.transaction(as: .worker) { session in
            try table.asOwner(session) {
                for row in rows { try session.run(table.insertion(of: row)) }
            }
            try session.run(
                "update meeting_intelligence.moves set last = \(end), total = total + \(rows.count) where name = \(table.name)"
            )
        }
        return rows.count == Self.batch
    }

    private func rows(of table: MoveTable) async throws -> Int {
        try await target.read(as: .worker) { session in
            Int(try session.run("select total from meeting_intelligence.moves where name = \(table.name)")[0].integer("total"))
        }
    }
}
