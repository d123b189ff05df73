import CPostgres
import Storage

/// What one statement gave back, copied out of libpq's memory.
struct PostgresResult {
    let rows: [Row]
    /// Such as `COMMIT` or `UPDATE 3`.
    let tag: String

    init(_ result: OpaquePointer) throws {
        tag = PQcmdStatus(result).map { String(cString: $0) } ?? ""
        let columns = 0..<PQnfields(result)
        let names = columns.map { String(cString: PQfname(result, $0)) }
        let types = columns.map { PQftype(result, $0) }
        rows = try (0..<PQntuples(result)).map { row in
            Row(
                names: names,
                values: try columns.map { column in
                    guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
                    let length = Int(PQgetlength(result, row, column))
                    return try start.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
                        try PostgresType.value(of: UnsafeBufferPointer(start: bytes, count: length), type: types[Int(column)])
                    }
                }
            )
        }
    }
}
