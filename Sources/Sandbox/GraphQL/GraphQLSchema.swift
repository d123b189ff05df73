/// The types of a simulated API. An output type that is none of `objects` is a leaf.
struct GraphQLSchema<Context>: Sendable {
    let objects: [String: GraphQLObjectType<Context>]
    let inputs: [String: [GraphQLInputField]]
    let enumerations: [String: [String]]
    /// The builtin ones, and the API's own under the check that fits them.
    let scalars: [String: GraphQLScalar]

    init(
        objects: [GraphQLObjectType<Context>], inputs: [String: [GraphQLInputField]], enumerations: [String: [String]],
        scalars: [String: GraphQLScalar]
    ) {
        self.objects = Dictionary(objects.map { ($0.name, $0) }) { _, last in last }
        self.inputs = inputs
        self.enumerations = enumerations
        self.scalars = scalars
    }

    /// The type an operation starts at.
    func root(_ kind: GraphQLOperation.Kind) -> GraphQLObjectType<Context>? {
        switch kind {
        case .query: objects["Query"]
        case .mutation: objects["Mutation"]
        case .subscription: objects["Subscription"]
        }
    }

    /// Whether a variable may have this type.
    func isInput(_ name: String) -> Bool {
        inputs[name] != nil || enumerations[name] != nil || scalars[name] != nil
    }
}
