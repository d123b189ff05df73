/// One entry of an answer's `errors`.
struct GraphQLFault: Error, Sendable {
    let message: String
    var location: GraphQLLocation?
    var path: [String] = []
    /// What the provider adds, already in its own shape; empty until the provider has seen the fault.
    var extensions: [String: JSON] = [:]
}
