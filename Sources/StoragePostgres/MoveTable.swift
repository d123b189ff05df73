import Domain
import Storage

/// A table both databases have, with its columns. Names come from the databases' own catalogues, never from outside.
struct MoveTable: Sendable {
    let name: String
    let columns: [String]
    private let parents: Set<String>

    var sql: SQL { SQL(stringLiteral: name) }
    var columnSQL: SQL { SQL(stringLiteral: columns.joined(separator: ", ")) }

    func insertion(of row: Row) throws -> SQL {
        var values: SQL = "insert into \(sql) (\(columnSQL)) values ("
        for (index, column) in columns.enumerated() {
            values = index == 0 ? "\(values)\(try row.value(column))" : "\(values), \(try row.value(column))"
        }
        return "\(values))"
    }

    /// Row-level security holds the owner too (`force`), and lifting it for the owner is undone with the transaction if anything fails.
    func asOwner<Output>(_ session: any Session, _ body: () throws -> Output) throws -> Output {
        try session.run("alter table \(sql) no force row level security")
        let output = try body()
        try session.run("alter table \(sql) force row level security")
        return output
    }

    /// Every table of ours, each after those it refers to.
    static func all(of source: any Database, in target: any Database) async throws -> [MoveTable] {
        let names = try await target.read(as: .worker) { session in
            try session.run(
                """
                select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                    and obj_description(oid, 'pg_class') like \(RowSecurity.mark + "%") order by relname
                """
            ).map { try $0.text("name") }
        }
        let tables = try await source.read(as: .worker) { session in
            try names.map { name in
                let columns = try session.run("select name from pragma_table_info(\(name)) order by name").map { try $0.text("name") }
                guard !columns.isEmpty else {
                    throw StorageError.unavailable(reason: "the old database has no table \(name); start its server once with this version")
                }
                let parents = try session.run(#"select "table" as parent from pragma_foreign_key_list(\#(name))"#).map {
                    try $0.text("parent")
                }
                return MoveTable(name: name, columns: columns, parents: Set(parents).subtracting([name]))
            }
        }
        return sorted(tables)
    }

    private static func sorted(_ tables: [MoveTable]) -> [MoveTable] {
        var (sorted, rest) = ([MoveTable](), tables)
        while let index = rest.firstIndex(where: { table in !rest.contains { table.parents.contains($0.name) } }) {
            sorted.append(rest.remove(at: index))
        }
        return sorted + rest
    }
}
