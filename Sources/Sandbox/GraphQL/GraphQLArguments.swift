/// A field's arguments, checked and with variables filled in. An explicit `null` counts as absent.
struct GraphQLArguments: Sendable {
    let values: [String: JSON]

    subscript(name: String) -> JSON? {
        values[name].flatMap { $0 == .null ? nil : $0 }
    }

    func string(_ name: String) -> String? { self[name]?.string }

    func int(_ name: String) -> Int? {
        if case .int(let value) = self[name] { value } else { nil }
    }

    /// A list; one value stands for a list of one.
    func list(_ name: String) -> [JSON] {
        if case .array(let values) = self[name] { values } else { self[name].map { [$0] } ?? [] }
    }

    func strings(_ name: String) -> [String] { list(name).compactMap(\.string) }

    func object(_ name: String) -> GraphQLArguments {
        if case .object(let members) = self[name] { GraphQLArguments(values: members) } else { GraphQLArguments(values: [:]) }
    }
}
