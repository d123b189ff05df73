/// Flattens fragments and merges equal fields (section 6.3.2, CollectFields).
struct GraphQLCollector {
    let document: GraphQLDocument
    let variables: [String: JSON]

    /// In the order of the answer. Fields that share a key but ask for different things are refused (section 5.3.2).
    func fields(_ selections: [GraphQLSelection]) throws(GraphQLFault) -> [GraphQLFieldSelection] {
        var fields: [GraphQLFieldSelection] = []
        try collect(selections, into: &fields)
        return fields
    }

    private func collect(_ selections: [GraphQLSelection], into fields: inout [GraphQLFieldSelection]) throws(GraphQLFault) {
        for selection in selections where selection.directives.allSatisfy(keeps) {
            switch selection {
            case .field(let field): try merge(field, into: &fields)
            case .inline(_, _, let inner, _): try collect(inner, into: &fields)
            case .spread(let name, _, _): try collect(document.fragments[name]?.selections ?? [], into: &fields)
            }
        }
    }

    private func merge(_ field: GraphQLFieldSelection, into fields: inout [GraphQLFieldSelection]) throws(GraphQLFault) {
        guard let index = fields.firstIndex(where: { $0.key == field.key }) else { return fields.append(field) }
        guard fields[index].name == field.name, fields[index].arguments.map(\.unplaced) == field.arguments.map(\.unplaced) else {
            throw GraphQLFault(message: "Fields \"\(field.key)\" conflict. Use different aliases on the fields.", location: field.location)
        }
        fields[index].selections += field.selections
    }

    private func keeps(_ directive: GraphQLDirective) -> Bool {
        let condition = directive.arguments.first { $0.name == "if" }?.value.json(variables)
        return condition == .bool(directive.name == "include")
    }
}

extension GraphQLArgument {
    /// Without its place, for comparing.
    fileprivate var unplaced: GraphQLArgument { GraphQLArgument(name: name, value: value) }
}
