/// A name with a value: an argument, or a member of an object.
struct GraphQLArgument: Sendable, Equatable {
    let name: String
    let value: GraphQLValue
    var location = GraphQLLocation()
}
