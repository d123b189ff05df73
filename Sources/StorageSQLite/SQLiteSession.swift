import Foundation
import GRDB
import Storage

final class SQLiteSession: Storage.Session {
    private let database: GRDB.Database
    /// What is to be told once the transaction has committed.
    private(set) var topics: [Topic] = []

    init(_ database: GRDB.Database) {
        self.database = database
    }

    var dialect: Dialect { .sqlite }

    func run(_ statement: Storage.SQL) throws -> [Storage.Row] {
        let (text, values) = statement.render(.sqlite)
        let prepared = try database.cachedStatement(sql: text)
        let cursor = try GRDB.Row.fetchCursor(prepared, arguments: StatementArguments(values.map(Self.argument)))
        let names = prepared.columnNames
        var rows: [Storage.Row] = []
        while let row = try cursor.next() {
            rows.append(Storage.Row(names: names, values: row.databaseValues.map(Self.value)))
        }
        return rows
    }

    func announce(_ topic: Topic) {
        if !topics.contains(topic) { topics.append(topic) }
    }

    private static func argument(_ value: Value) -> DatabaseValue {
        switch value {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }

    private static func value(_ value: DatabaseValue) -> Value {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .integer(Int64(number.rounded()))
        case .string(let text): .text(text)
        case .blob(let data): .blob([UInt8](data))
        }
    }
}
