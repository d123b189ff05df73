/// An argument a field takes, or a member of an input object. One with `!` must be given.
struct GraphQLInputField: Sendable, ExpressibleByStringLiteral {
    let name: String
    let type: GraphQLTypeReference

    /// `"first: Int"`.
    init(stringLiteral text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        name = String(parts.first ?? "")
        type = GraphQLTypeReference(stringLiteral: parts.last.map { String($0.drop { $0 == " " }) } ?? "")
    }
}
