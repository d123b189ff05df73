/// Executes a valid operation. The first fault ends it: every root field of the APIs simulated here is non-null, so one
/// fault leaves no data at all.
struct GraphQLExecutor<Context> {
    let schema: GraphQLSchema<Context>
    private let collector: GraphQLCollector
    private let variables: [String: JSON]

    init(schema: GraphQLSchema<Context>, document: GraphQLDocument, variables: [String: JSON]) {
        self.schema = schema
        self.variables = variables
        collector = GraphQLCollector(document: document, variables: variables)
    }

    func data(for operation: GraphQLOperation, in context: inout Context) throws(GraphQLFault) -> JSON {
        guard let root = schema.root(operation.kind) else { return .null }
        return try object((), of: root, operation.selections, at: [], in: &context)
    }

    /// What an operation costs: 0.1 a property, 1 an object, a connection as often as it may have nodes.
    func complexity(of operation: GraphQLOperation) throws(GraphQLFault) -> Double {
        guard let root = schema.root(operation.kind) else { return 0 }
        return try complexity(of: operation.selections, on: root)
    }

    private func object(
        _ source: any Sendable, of type: GraphQLObjectType<Context>, _ selections: [GraphQLSelection], at path: [String],
        in context: inout Context
    ) throws(GraphQLFault) -> JSON {
        var members: [String: JSON] = [:]
        for field in try collector.fields(selections) {
            members[field.key] = try value(of: field, source, type, at: path + [field.key], in: &context)
        }
        return .object(members)
    }

    private func value(
        of field: GraphQLFieldSelection, _ source: any Sendable, _ type: GraphQLObjectType<Context>, at path: [String],
        in context: inout Context
    ) throws(GraphQLFault) -> JSON {
        guard let definition = type.fields[field.name] else { return .string(type.name) }
        do {
            let output = try definition.resolve(source, arguments(of: field), &context)
            return try complete(output, schema.objects[definition.type.name], field.selections, at: path, in: &context)
        } catch {
            guard error.path.isEmpty else { throw error }
            throw GraphQLFault(message: error.message, location: field.location, path: path, extensions: error.extensions)
        }
    }

    private func complete(
        _ output: GraphQLOutput, _ type: GraphQLObjectType<Context>?, _ selections: [GraphQLSelection], at path: [String],
        in context: inout Context
    ) throws(GraphQLFault) -> JSON {
        switch output {
        case .scalar(let value): return value
        case .object(let source):
            guard let type else { return .null }
            return try object(source, of: type, selections, at: path, in: &context)
        case .list(let outputs):
            var values: [JSON] = []
            for (index, output) in outputs.enumerated() {
                values.append(try complete(output, type, selections, at: path + [String(index)], in: &context))
            }
            return .array(values)
        }
    }

    private func arguments(of field: GraphQLFieldSelection) -> GraphQLArguments {
        let values = field.arguments.compactMap { argument in argument.value.json(variables).map { (argument.name, $0) } }
        return GraphQLArguments(values: Dictionary(values) { _, last in last })
    }

    private func complexity(of selections: [GraphQLSelection], on type: GraphQLObjectType<Context>) throws(GraphQLFault) -> Double {
        var sum = 0.0
        for field in try collector.fields(selections) {
            guard let definition = type.fields[field.name], let inner = schema.objects[definition.type.name] else {
                sum += 0.1
                continue
            }
            let nodes = inner.name.hasSuffix("Connection") ? Double(arguments(of: field).int("first") ?? 50) : 1
            sum += nodes * (1 + (try complexity(of: field.selections, on: inner)))
        }
        return sum
    }
}
