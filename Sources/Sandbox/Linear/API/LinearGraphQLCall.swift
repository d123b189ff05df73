/// The body of a GraphQL request, read strictly.
struct LinearGraphQLCall: Sendable {
    let document: GraphQLDocument
    let operationName: String?
    let variables: [String: JSON]

    init(_ request: ProviderRequest) throws(GraphQLFault) {
        guard request.contentType == "application/json" else { throw GraphQLFault(message: "Content-Type must be application/json.") }
        guard case .object(let body)? = JSON(text: request.body) else { throw GraphQLFault(message: "The body is not a JSON object.") }
        guard case .string(let query)? = body["query"] else { throw GraphQLFault(message: "The body has no query.") }
        switch body["variables"] ?? .null {
        case .object(let values): variables = values
        case .null: variables = [:]
        default: throw GraphQLFault(message: "variables must be an object.")
        }
        switch body["operationName"] ?? .null {
        case .string(let name): operationName = name
        case .null: operationName = nil
        default: throw GraphQLFault(message: "operationName must be a string.")
        }
        document = try GraphQLDocument(query)
    }
}
