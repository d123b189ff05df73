/// A named fragment.
struct GraphQLFragment: Sendable {
    let name: String
    let type: String
    let selections: [GraphQLSelection]
    let location: GraphQLLocation
}
