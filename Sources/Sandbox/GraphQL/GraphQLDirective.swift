/// `@include(if: …)` or `@skip(if: …)`; others are refused.
struct GraphQLDirective: Sendable {
    let name: String
    let arguments: [GraphQLArgument]
    let location: GraphQLLocation
}
