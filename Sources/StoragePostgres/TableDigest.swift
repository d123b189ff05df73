import Domain
import Storage

/// What a table holds, as a number that any difference changes: how many rows, and the sum of their SHA-256, so that order does not matter.
struct TableDigest: Sendable, Equatable {
    private(set) var rows = 0
    private var sums: [UInt64] = [0, 0, 0, 0]

    private static let batch = 200

    mutating func add(_ row: Row, columns: [String]) throws {
        let digest = Digest.sha256(try columns.flatMap { Self.bytes(of: try row.value($0)) })
        for index in sums.indices {
            sums[index] &+= digest[index * 8..<index * 8 + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        rows += 1
    }

    static func ofSource(_ table: MoveTable, in database: any Database) async throws -> TableDigest {
        try await database.read(as: .worker) { session in
            var digest = TableDigest()
            var last: Int64 = 0
            while true {
                let rows = try session.run(
                    "select rowid as move_row, \(table.columnSQL) from \(table.sql) where rowid > \(last) order by rowid limit \(batch)"
                )
                for row in rows { try digest.add(row, columns: table.columns) }
                guard let end = try rows.last?.integer("move_row") else { return digest }
                last = end
            }
        }
    }

    static func ofTarget(_ table: MoveTable, in database: any Database) async throws -> TableDigest {
        try await database.transaction(as: .worker) { session in
            try table.asOwner(session) {
                var digest = TableDigest()
                try session.run("declare moved no scroll cursor for select \(table.columnSQL) from \(table.sql)")
                while true {
                    let rows = try session.run("fetch 200 from moved")
                    for row in rows { try digest.add(row, columns: table.columns) }
                    if rows.isEmpty { break }
                }
                try session.run("close moved")
                return digest
            }
        }
    }

    /// Kind, length and content, so that no two rows read the same.
    private static func bytes(of value: Value) -> [UInt8] {
        let (kind, content): (UInt8, [UInt8]) =
            switch value {
            case .null: (0, [])
            case .integer(let number): (1, withUnsafeBytes(of: number.bigEndian) { Array($0) })
            case .text(let text): (2, Array(text.utf8))
            case .blob(let bytes): (3, bytes)
            }
        return [kind] + withUnsafeBytes(of: UInt64(content.count).bigEndian) { Array($0) } + content
    }
}
