/// A value as a document writes it; a variable's value has no `variable` inside.
indirect enum GraphQLValue: Sendable, Equatable {
    case variable(String)
    case null
    case boolean(Bool)
    case int(Int)
    case float(Double)
    case string(String)
    case enumeration(String)
    case list([GraphQLValue])
    case object([GraphQLArgument])

    init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .boolean(value)
        case .int(let value): self = .int(value)
        case .double(let value): self = .float(value)
        case .string(let value): self = .string(value)
        case .array(let values): self = .list(values.map(GraphQLValue.init))
        case .object(let members): self = .object(members.map { GraphQLArgument(name: $0.key, value: GraphQLValue($0.value)) })
        }
    }

    /// The value with variables filled in; nothing when it is a variable that was not given.
    func json(_ variables: [String: JSON]) -> JSON? {
        switch self {
        case .variable(let name): variables[name]
        case .null: .null
        case .boolean(let value): .bool(value)
        case .int(let value): .int(value)
        case .float(let value): .double(value)
        case .string(let value), .enumeration(let value): .string(value)
        case .list(let values): .array(values.map { $0.json(variables) ?? .null })
        case .object(let members):
            .object(Dictionary(members.compactMap { member in member.value.json(variables).map { (member.name, $0) } }) { _, last in last })
        }
    }

    /// How an error message shows it.
    var description: String {
        switch self {
        case .variable(let name): "$\(name)"
        case .enumeration(let name): name
        default: json([:])?.text ?? "null"
        }
    }
}
