package import Domain

package import struct Foundation.Date

/// One row of a result, read by column name.
package struct Row: Sendable {
    private let names: [String]
    private let values: [Value]

    package init(names: [String], values: [Value]) {
        self.names = names
        self.values = values
    }

    /// - Throws: ``StorageError/unreadable(column:)`` when the result has no such column.
    package func value(_ column: String) throws -> Value {
        guard let index = names.firstIndex(of: column) else { throw StorageError.unreadable(column: column) }
        return values[index]
    }

    package func optionalText(_ column: String) throws -> String? {
        switch try value(column) {
        case .null: nil
        case .text(let text): text
        default: throw StorageError.unreadable(column: column)
        }
    }

    package func optionalInteger(_ column: String) throws -> Int64? {
        switch try value(column) {
        case .null: nil
        case .integer(let number): number
        default: throw StorageError.unreadable(column: column)
        }
    }

    package func optionalBlob(_ column: String) throws -> [UInt8]? {
        switch try value(column) {
        case .null: nil
        case .blob(let bytes): bytes
        default: throw StorageError.unreadable(column: column)
        }
    }

    /// Sealed bytes; an older system wrote what it sealed as text.
    package func optionalSealed(_ column: String) throws -> [UInt8]? {
        if case .text(let text) = try value(column) { return Array(text.utf8) }
        return try optionalBlob(column)
    }

    package func optionalDate(_ column: String) throws -> Date? {
        try optionalInteger(column).map(Date.init(milliseconds:))
    }

    package func text(_ column: String) throws -> String { try present(optionalText(column), column) }
    package func integer(_ column: String) throws -> Int64 { try present(optionalInteger(column), column) }
    package func blob(_ column: String) throws -> [UInt8] { try present(optionalBlob(column), column) }
    package func sealed(_ column: String) throws -> [UInt8] { try present(optionalSealed(column), column) }
    package func date(_ column: String) throws -> Date { try present(optionalDate(column), column) }
    package func flag(_ column: String) throws -> Bool { try integer(column) != 0 }

    package func identifier<Entity>(_ column: String) throws -> Identifier<Entity> { Identifier(try text(column)) }

    package func enumeration<Case: RawRepresentable>(_ column: String, as _: Case.Type = Case.self) throws -> Case
    where Case.RawValue == String {
        try present(Case(rawValue: text(column)), column)
    }

    package func json<Decoded: Decodable>(_ column: String, as type: Decoded.Type = Decoded.self) throws -> Decoded {
        try JSONText.decode(type, from: text(column), column: column)
    }

    private func present<Found>(_ found: Found?, _ column: String) throws -> Found {
        guard let found else { throw StorageError.unreadable(column: column) }
        return found
    }
}
