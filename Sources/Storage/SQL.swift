package import Domain

package import struct Foundation.Date

/// A statement whose interpolated values become bindings: `"… where id = \(id)"`.
///
/// Text reaches the database only as a literal of the source or as a binding, so no value can become SQL.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    fileprivate var parts: [Part]

    fileprivate enum Part: Sendable {
        case literal(String)
        case value(Value)
        case type(ColumnType)
        case lock(RowLock)
        case match(WordMatch)
    }

    /// A column type the two databases name differently.
    package enum ColumnType: Sendable {
        case blob
    }

    /// How a `select` keeps its rows to itself.
    package enum RowLock: Sendable {
        /// Waits for whoever has them.
        case update
        /// Leaves out what somebody else has.
        case updateSkippingLocked
        /// As ``update``, while rows that refer to these may still be written.
        case hold
    }

    package init(stringLiteral text: String) {
        parts = [.literal(text)]
    }

    package init(stringInterpolation interpolation: Interpolation) {
        parts = interpolation.parts
    }

    /// The statement as a database takes it, and its bindings in order.
    package func render(_ dialect: Dialect) -> (text: String, values: [Value]) {
        var text = ""
        var values: [Value] = []
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .type(let type): text += dialect.name(of: type)
            case .lock(let lock): text += dialect.words(for: lock)
            case .match(let match):
                values.append(.text(match.expression(dialect)))
                text += match.condition(dialect, marker: dialect.marker(values.count))
            case .value(let value):
                values.append(value)
                text += dialect.marker(values.count)
            }
        }
        return (text, values)
    }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var parts: [Part] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: String) { parts.append(.literal(literal)) }
        package mutating func appendInterpolation(_ value: Value) { parts.append(.value(value)) }
        package mutating func appendInterpolation(_ text: String?) { bind(text.map(Value.text)) }
        package mutating func appendInterpolation(_ bytes: [UInt8]?) { bind(bytes.map(Value.blob)) }
        package mutating func appendInterpolation(_ number: Int64?) { bind(number.map(Value.integer)) }
        package mutating func appendInterpolation(_ number: Int?) { bind(number.map { .integer(Int64($0)) }) }
        package mutating func appendInterpolation(_ flag: Bool) { bind(.integer(flag ? 1 : 0)) }
        package mutating func appendInterpolation(_ date: Date?) { bind(date.map { .integer($0.milliseconds) }) }
        package mutating func appendInterpolation<Named: RawRepresentable<String>>(_ named: Named?) {
            bind(named.map { .text($0.rawValue) })
        }
        package mutating func appendInterpolation(_ day: Day?) { bind(day.map { .text($0.description) }) }
        package mutating func appendInterpolation(json value: some Encodable) throws { bind(.text(try JSONText.encode(value))) }
        package mutating func appendInterpolation(type: ColumnType) { parts.append(.type(type)) }
        package mutating func appendInterpolation(lock: RowLock) { parts.append(.lock(lock)) }

        /// Whether the words of a row of `passages` match any of these terms.
        mutating func appendInterpolation(matching terms: [SearchQuery.Term]) { parts.append(.match(WordMatch(terms: terms))) }

        /// The name of a table or column, from a list in the source: never text that came from outside.
        mutating func appendInterpolation(name: String) { parts.append(.literal(name)) }

        /// Puts one statement into another, bindings and all.
        package mutating func appendInterpolation(_ statement: SQL) { parts += statement.parts }

        /// `(?, ?, …)` for use after `in`; an empty list matches nothing.
        package mutating func appendInterpolation(list texts: [String]) {
            guard !texts.isEmpty else { return parts.append(.literal("(null)")) }
            for (index, text) in texts.enumerated() {
                parts.append(.literal(index == 0 ? "(" : ", "))
                parts.append(.value(.text(text)))
            }
            parts.append(.literal(")"))
        }

        private mutating func bind(_ value: Value?) { parts.append(.value(value ?? .null)) }
    }
}
