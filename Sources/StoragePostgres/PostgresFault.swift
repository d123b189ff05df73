import CPostgres
import Storage

/// What a PostgreSQL connection can answer instead of rows, sorted by what to do about it.
enum PostgresFault: Error {
    /// The connection is gone, or the server is going: what was not committed is undone, and another connection may do it again.
    case connectionLost(reason: String)
    /// Two transactions were in each other's way, or a statement was prepared for a schema that has changed: done again, it works.
    case again(reason: String)
    case storage(StorageError)
    /// Somebody called it off.
    case cancelled

    var storageError: StorageError {
        switch self {
        case .connectionLost(let reason), .again(let reason): .unavailable(reason: reason)
        case .storage(let error): error
        case .cancelled: .unavailable(reason: "the work was called off")
        }
    }

    /// From a failed result. PostgreSQL's sentence may quote a value, so only its five-letter code and the constraint's name are kept.
    static func reading(_ result: OpaquePointer) -> PostgresFault {
        func field(_ code: Int32) -> String? { PQresultErrorField(result, code).map { String(cString: $0) } }
        let state = field(Int32(UInt8(ascii: "C"))) ?? ""
        switch (state, state.prefix(2)) {
        case ("23505", _):
            return .storage(.unique(constraint: field(Int32(UInt8(ascii: "n"))) ?? "unknown"))
        case ("57014", _): return .cancelled
        case ("40001", _), ("40P01", _), ("0A000", _): return .again(reason: "transactions were in each other's way (\(state))")
        case (_, "08"), ("57P01", _), ("57P02", _), ("57P03", _), ("", _): return .connectionLost(reason: "the connection was lost")
        case (_, "53"), (_, "58"), ("55P03", _), ("25006", _), ("25P03", _):
            return .storage(.unavailable(reason: "PostgreSQL cannot do it just now (\(state))"))
        case ("42501", _): return .storage(.statement(reason: "the role may not do this (42501)"))
        default: return .storage(.statement(reason: "PostgreSQL refused a statement (\(state))"))
        }
    }
}
