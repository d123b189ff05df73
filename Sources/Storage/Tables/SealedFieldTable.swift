package import Domain

package import struct Foundation.Date

/// Every sealed value there is, whatever table it is in: for renewing its seal, and for finding those that do not open.
package struct SealedFieldTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package struct Field: Sendable, Equatable {
        package let column: SealedColumn
        package let owner: KeyOwner
        /// The row's name as it stands in the seal.
        package let row: String
        package let provider: ProviderID
        package let bytes: [UInt8]
        fileprivate let key: Value
        fileprivate let generation: Int64?
    }

    /// Owners of data keys or of sealed values, in the order of their names.
    ///
    package func owners(_ kind: SealedColumn.Owner, after id: String, limit: Int) throws -> [KeyOwner] {
        let tables = Set(SealedColumn.all.filter { $0.owner == kind }.map(\.table)).union(["data_keys"]).sorted()
        let selects = tables.map { table -> SQL in
            "select \(name: kind.rawValue) as owner from \(name: table) where \(name: kind.rawValue) > \(id)"
        }
        let union = selects.dropFirst().reduce(selects[0]) { "\($0) union \($1)" }
        return try session.run("\(union) order by owner limit \(limit)").map { row in
            let owner = try row.text("owner")
            return switch kind {
            case .person: .person(Person.ID(owner))
            case .organisation: .organisation(owner)
            case .installation: .installation
            }
        }
    }

    package func list(of owner: KeyOwner) throws -> [Field] {
        try SealedColumn.all.filter { $0.owner == owner.kind }.flatMap { column in
            try session.run(
                """
                select \(name: column.row) as row_key, \(name: column.provider) as provider, \(name: column.column) as sealed,
                    \(name: column.hasGeneration ? "generation" : "null") as generation
                from \(name: column.table) where \(name: column.owner.rawValue) = \(owner.id) and \(name: column.column) is not null
                """
            ).map { row in
                let key = try row.value("row_key")
                return Field(
                    column: column, owner: owner, row: key.name, provider: ProviderID(rawValue: try row.text("provider")),
                    bytes: try row.sealed("sealed"), key: key, generation: try row.optionalInteger("generation")
                )
            }
        }
    }

    /// Puts another seal of the same secret in the place of this one.
    ///
    /// Compares with what was read: a refresh, a reconnect or a disconnect that came in between wins.
    ///
    /// - Returns: whether it was put there.
    package func replace(_ field: Field, with sealed: [UInt8]) throws -> Bool {
        try !session.run(
            """
            update \(name: field.column.table) set \(name: field.column.column) = \(sealed) where \(condition(field))
            returning \(name: field.column.row)
            """
        ).isEmpty
    }

    /// Drops a value that can never be opened, and does to its row what that means.
    ///
    /// - Returns: whether the row was as it was read.
    package func drop(_ field: Field, at now: Date) throws -> Bool {
        let table = field.column.table
        let change: SQL =
            switch field.column.loss {
            case .delete: "delete from \(name: table)"
            case .clear: "update \(name: table) set \(name: field.column.column) = null, updated_at = \(now)"
            case .unrevocable: "update \(name: table) set \(name: field.column.column) = null, state = 'failed', updated_at = \(now)"
            case .reconnect:
                """
                update \(name: table) set access_token = null, refresh_token = null, previous_refresh_token = null, token_expires_at = null,
                    token_issued_at = null, state = 'needs_reconnect', generation = generation + 1, refresh_owner = null,
                    refresh_lease_until = null, updated_at = \(now)
                """
            }
        return try !session.run("\(change) where \(condition(field)) returning \(name: field.column.row)").isEmpty
    }

    private func condition(_ field: Field) -> SQL {
        let same: SQL = """
            \(name: field.column.row) = \(field.key) and \(name: field.column.owner.rawValue) = \(field.owner.id)
                and cast(\(name: field.column.column) as \(type: .blob)) = \(field.bytes)
            """
        guard let generation = field.generation else { return same }
        return "\(same) and generation = \(generation)"
    }
}

extension KeyOwner {
    fileprivate var kind: SealedColumn.Owner {
        switch self {
        case .person: .person
        case .organisation: .organisation
        case .installation: .installation
        }
    }
}

extension Value {
    /// As it stands in a seal.
    fileprivate var name: String {
        switch self {
        case .text(let text): text
        case .blob(let bytes): Hex.encode(bytes)
        case .integer(let number): String(number)
        case .null: ""
        }
    }
}
