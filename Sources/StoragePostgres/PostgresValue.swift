import CPostgres
import Storage

/// A value as libpq takes it: always binary, so that a length and not a zero byte ends a text.
struct PostgresParameter {
    let type: Oid
    let bytes: [UInt8]?

    init(_ value: Value) {
        switch value {
        case .null:
            // PostgreSQL finds out from where it stands.
            (type, bytes) = (0, nil)
        case .integer(let number):
            (type, bytes) = (PostgresType.int8, withUnsafeBytes(of: number.bigEndian) { Array($0) })
        case .text(let text): (type, bytes) = (PostgresType.text, Array(text.utf8))
        case .blob(let blob): (type, bytes) = (PostgresType.bytea, blob)
        }
    }
}

/// The object identifiers of PostgreSQL's own types, from its `pg_type.dat`.
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let numeric: Oid = 1700

    /// A field of a result in text form as the seam's value.
    static func value(of field: UnsafeBufferPointer<UInt8>, type: Oid) throws -> Value {
        switch type {
        case bytea: return .blob(try bytes(inHex: field))
        case int8, int4, int2, numeric:
            let text = String(decoding: field, as: UTF8.self)
            guard let number = Int64(text) ?? Double(text).flatMap({ Int64(exactly: $0.rounded()) }) else {
                throw PostgresFault.storage(.unreadable(column: "number"))
            }
            return .integer(number)
        case bool: return .integer(field.first == UInt8(ascii: "t") ? 1 : 0)
        default: return .text(String(decoding: field, as: UTF8.self))
        }
    }

    /// `\x0aff`
    private static func bytes(inHex field: UnsafeBufferPointer<UInt8>) throws -> [UInt8] {
        guard field.count >= 2, field.count.isMultiple(of: 2) else { throw PostgresFault.storage(.unreadable(column: "bytes")) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(field.count / 2 - 1)
        for index in stride(from: 2, to: field.count, by: 2) { bytes.append(nibble(field[index]) << 4 | nibble(field[index + 1])) }
        return bytes
    }

    private static func nibble(_ digit: UInt8) -> UInt8 {
        digit > UInt8(ascii: "9") ? digit - UInt8(ascii: "a") + 10 : digit - UInt8(ascii: "0")
    }
}
