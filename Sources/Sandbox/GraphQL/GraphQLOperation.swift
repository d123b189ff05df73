/// A query or a mutation.
struct GraphQLOperation: Sendable {
    enum Kind: String, Sendable {
        case query, mutation, subscription
    }

    let kind: Kind
    let name: String?
    let variables: [GraphQLVariable]
    let selections: [GraphQLSelection]
    let location: GraphQLLocation
}
