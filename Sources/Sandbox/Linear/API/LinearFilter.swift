/// A filter on objects whose filterable properties are given by name.
struct LinearFilter: Sendable {
    let conditions: GraphQLArguments

    /// Comparators are about properties; `and`, `or` combine filters; `team` looks into a related object, `null` at its absence.
    func matches(_ properties: [String: JSON]) -> Bool {
        conditions.values.allSatisfy { name, operand in
            switch (name, operand) {
            case (_, .null): true
            case ("and", _): conditions.list(name).allSatisfy { Self.matches($0, properties) }
            case ("or", _): conditions.list(name).contains { Self.matches($0, properties) }
            case ("null", _): operand == .bool(properties.isEmpty)
            case (_, .object(let inner)): matches(properties[name], inner)
            default: false
            }
        }
    }

    private func matches(_ property: JSON?, _ inner: [String: JSON]) -> Bool {
        if case .object(let related)? = property {
            LinearFilter(conditions: GraphQLArguments(values: inner)).matches(related)
        } else {
            property.map(LinearComparator(conditions: GraphQLArguments(values: inner)).matches) ?? false
        }
    }

    private static func matches(_ filter: JSON, _ properties: [String: JSON]) -> Bool {
        guard case .object(let conditions) = filter else { return false }
        return LinearFilter(conditions: GraphQLArguments(values: conditions)).matches(properties)
    }
}
