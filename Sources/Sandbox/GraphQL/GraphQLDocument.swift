/// A parsed document.
struct GraphQLDocument: Sendable {
    var operations: [GraphQLOperation] = []
    var fragments: [String: GraphQLFragment] = [:]

    init(_ text: String) throws(GraphQLFault) {
        var parser = try GraphQLParser(text)
        try parser.parse(into: &self)
    }

    /// The one to execute (section 6.1, GetOperation).
    func operation(named name: String?) throws(GraphQLFault) -> GraphQLOperation {
        if let name {
            guard let operation = operations.first(where: { $0.name == name }) else {
                throw GraphQLFault(message: "Unknown operation named \"\(name)\".")
            }
            return operation
        }
        guard let operation = operations.first, operations.count == 1 else {
            throw GraphQLFault(message: "Must provide operation name if query contains multiple operations.")
        }
        return operation
    }

    /// The root fields an operation asks for, by their own names, fragments not looked into: for a log.
    func rootFields(ofOperationNamed name: String?) -> [String] {
        guard let operation = try? operation(named: name) else { return [] }
        return operation.selections.compactMap { selection in
            if case .field(let field) = selection { field.name } else { nil }
        }
    }
}
