/// A value in the subset of types both databases share. Times are milliseconds since 1970 as integers, booleans 0 and 1.
package enum Value: Sendable, Equatable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}
