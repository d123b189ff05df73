/// What a field gives, before the selection below it is applied.
enum GraphQLOutput: Sendable {
    case scalar(JSON)
    case object(any Sendable)
    case list([GraphQLOutput])

    static let null = GraphQLOutput.scalar(.null)

    static func string(_ text: String?) -> GraphQLOutput { .scalar(.optional(text)) }
    static func int(_ number: Int?) -> GraphQLOutput { .scalar(number.map(JSON.int) ?? .null) }
    static func bool(_ value: Bool) -> GraphQLOutput { .scalar(.bool(value)) }
    static func optional(_ object: (some Sendable)?) -> GraphQLOutput { object.map { .object($0) } ?? .null }
    static func objects(_ objects: [some Sendable]) -> GraphQLOutput { .list(objects.map { .object($0) }) }
}
