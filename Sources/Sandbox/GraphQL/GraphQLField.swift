/// A field of a type whose objects are `Source`s, and how to get it.
struct GraphQLField<Source: Sendable, Context>: Sendable {
    typealias Resolve = @Sendable (Source, GraphQLArguments, inout Context) throws(GraphQLFault) -> GraphQLOutput

    let name: String
    let type: GraphQLTypeReference
    let arguments: [GraphQLInputField]
    let resolve: Resolve

    init(_ name: String, _ type: GraphQLTypeReference, _ arguments: [GraphQLInputField] = [], resolve: @escaping Resolve) {
        self.name = name
        self.type = type
        self.arguments = arguments
        self.resolve = resolve
    }
}
