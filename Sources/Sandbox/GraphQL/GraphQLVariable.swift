/// A variable an operation declares.
struct GraphQLVariable: Sendable {
    let name: String
    let type: GraphQLTypeReference
    let standard: GraphQLValue?
    let location: GraphQLLocation
}
