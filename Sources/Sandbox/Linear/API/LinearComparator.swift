import Foundation

/// Compares one value with what a filter says about it; all of a comparator's conditions must hold.
struct LinearComparator: Sendable {
    let conditions: GraphQLArguments

    func matches(_ value: JSON) -> Bool {
        conditions.values.allSatisfy { name, operand in
            operand == .null || holds(name, value, operand)
        }
    }

    private func holds(_ name: String, _ value: JSON, _ operand: JSON) -> Bool {
        switch name {
        case "eq": return value == operand
        case "neq": return value != operand
        case "in": return conditions.list(name).contains(value)
        case "nin": return !conditions.list(name).contains(value)
        default: return holds(name, value.string ?? "", operand.string ?? "")
        }
    }

    private func holds(_ name: String, _ text: String, _ part: String) -> Bool {
        switch name {
        case "eqIgnoreCase": text.lowercased() == part.lowercased()
        case "neqIgnoreCase": text.lowercased() != part.lowercased()
        case "contains": text.contains(part)
        case "notContains": !text.contains(part)
        case "containsIgnoreCase": text.lowercased().contains(part.lowercased())
        case "notContainsIgnoreCase": !text.lowercased().contains(part.lowercased())
        case "containsIgnoreCaseAndAccent": Self.folded(text).contains(Self.folded(part))
        case "startsWith": text.hasPrefix(part)
        case "startsWithIgnoreCase": text.lowercased().hasPrefix(part.lowercased())
        case "notStartsWith": !text.hasPrefix(part)
        case "endsWith": text.hasSuffix(part)
        case "notEndsWith": !text.hasSuffix(part)
        default: false
        }
    }

    private static func folded(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    }
}
