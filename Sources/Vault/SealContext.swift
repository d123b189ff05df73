/// Where a sealed value belongs. It is authenticated with the value, so that the value opens nowhere else.
package struct SealContext: Sendable, Equatable {
    private let parts: [String]

    /// - Parameter parts: in an order that is part of the format, the purpose first.
    package init(_ parts: String...) {
        self.parts = parts
    }

    /// A field of a row: table, owner, row, provider and field.
    package static func field(_ field: String, table: String, owner: String, row: String, provider: String) -> SealContext {
        SealContext("field.v1", table, owner, row, provider, field)
    }

    /// Each part behind its length as four bytes, so that no two lists of parts give the same bytes.
    func bytes(with last: String) -> [UInt8] {
        (parts + [last]).flatMap { part in
            let count = UInt32(part.utf8.count)
            return withUnsafeBytes(of: count.bigEndian, Array.init) + Array(part.utf8)
        }
    }
}
