/// A field that is asked for.
struct GraphQLFieldSelection: Sendable {
    let alias: String?
    let name: String
    let arguments: [GraphQLArgument]
    let directives: [GraphQLDirective]
    var selections: [GraphQLSelection]
    let location: GraphQLLocation

    /// Its name in the answer.
    var key: String { alias ?? name }
}
