/// Finds what is wrong with an operation before anything is done (section 5).
struct GraphQLValidation<Context> {
    private let schema: GraphQLSchema<Context>
    private let document: GraphQLDocument
    private let variables: [String: GraphQLVariable]
    private var usedVariables: Set<String> = []
    private var usedFragments: Set<String> = []
    private var faults: [GraphQLFault] = []

    static func faults(in operation: GraphQLOperation, of document: GraphQLDocument, schema: GraphQLSchema<Context>) -> [GraphQLFault] {
        var validation = GraphQLValidation(schema: schema, document: document, operation: operation)
        validation.check(operation)
        return validation.faults
    }

    private init(schema: GraphQLSchema<Context>, document: GraphQLDocument, operation: GraphQLOperation) {
        self.schema = schema
        self.document = document
        variables = Dictionary(operation.variables.map { ($0.name, $0) }) { first, _ in first }
    }

    private mutating func check(_ operation: GraphQLOperation) {
        guard let root = schema.root(operation.kind) else { return fail("There is no \(operation.kind) here.", operation.location) }
        for variable in operation.variables { check(variable) }
        if variables.count < operation.variables.count { fail("A variable is declared more than once.", operation.location) }
        check(operation.selections, on: root, inside: [])
        for variable in operation.variables where !usedVariables.contains(variable.name) {
            fail(
                "Variable \"$\(variable.name)\" is never used\(operation.name.map { " in operation \"\($0)\"" } ?? "").", variable.location)
        }
        // With several operations, another one may use it.
        if document.operations.count == 1 {
            for fragment in document.fragments.values where !usedFragments.contains(fragment.name) {
                fail("Fragment \"\(fragment.name)\" is never used.", fragment.location)
            }
        }
    }

    private mutating func check(_ variable: GraphQLVariable) {
        guard schema.isInput(variable.type.name) else {
            let reason = schema.objects[variable.type.name] == nil ? "Unknown type" : "A variable cannot be of type"
            return fail("\(reason) \"\(variable.type.name)\".", variable.location)
        }
        if let standard = variable.standard { check(at: variable.location) { $0.check(standard, is: variable.type) } }
    }

    private mutating func check(_ selections: [GraphQLSelection], on type: GraphQLObjectType<Context>, inside fragments: [String]) {
        for selection in selections {
            for directive in selection.directives { check(directive) }
            switch selection {
            case .field(let field): check(field, on: type, inside: fragments)
            case .inline(let condition, _, let inner, let location):
                if let condition, condition != type.name {
                    fail(
                        "Fragment cannot be spread here as objects of type \"\(type.name)\" can never be of type \"\(condition)\".",
                        location)
                }
                check(inner, on: type, inside: fragments)
            case .spread(let name, _, let location): spread(name, location, on: type, inside: fragments)
            }
        }
    }

    private mutating func spread(
        _ name: String, _ location: GraphQLLocation, on type: GraphQLObjectType<Context>, inside fragments: [String]
    ) {
        guard let fragment = document.fragments[name] else { return fail("Unknown fragment \"\(name)\".", location) }
        usedFragments.insert(name)
        guard !fragments.contains(name) else { return fail("Cannot spread fragment \"\(name)\" within itself.", location) }
        guard fragment.type == type.name else {
            return fail(
                "Fragment \"\(name)\" cannot be spread here as objects of type \"\(type.name)\" can never be of type \"\(fragment.type)\".",
                location)
        }
        check(fragment.selections, on: type, inside: fragments + [name])
    }

    private mutating func check(_ field: GraphQLFieldSelection, on type: GraphQLObjectType<Context>, inside fragments: [String]) {
        if field.name == "__typename" { return }
        guard let definition = type.fields[field.name] else {
            return fail("Cannot query field \"\(field.name)\" on type \"\(type.name)\".", field.location)
        }
        for argument in field.arguments { use(argument.value) }
        check(at: field.location) {
            $0.check(
                field.arguments, against: definition.arguments,
                unknown: { "Unknown argument \"\($0)\" on field \"\(type.name).\(field.name)\"." },
                missing: { "Field \"\(field.name)\" argument \"\($0.name)\" of type \"\($0.type)\" is required, but it was not provided." })
        }
        guard let inner = schema.objects[definition.type.name] else {
            if !field.selections.isEmpty {
                fail(
                    "Field \"\(field.name)\" must not have a selection since type \"\(definition.type)\" has no subfields.", field.location)
            }
            return
        }
        if field.selections.isEmpty {
            fail("Field \"\(field.name)\" of type \"\(definition.type)\" must have a selection of subfields.", field.location)
        }
        check(field.selections, on: inner, inside: fragments)
    }

    private mutating func check(_ directive: GraphQLDirective) {
        guard directive.name == "include" || directive.name == "skip" else {
            return fail("Unknown directive \"@\(directive.name)\".", directive.location)
        }
        for argument in directive.arguments { use(argument.value) }
        check(at: directive.location) {
            $0.check(
                directive.arguments, against: ["if: Boolean!"],
                unknown: { "Unknown argument \"\($0)\" on directive \"@\(directive.name)\"." },
                missing: {
                    "Directive \"@\(directive.name)\" argument \"\($0.name)\" of type \"\($0.type)\" is required, but it was not provided."
                })
        }
    }

    private mutating func use(_ value: GraphQLValue) {
        switch value {
        case .variable(let name): usedVariables.insert(name)
        case .list(let values): for value in values { use(value) }
        case .object(let members): for member in members { use(member.value) }
        default: break
        }
    }

    private mutating func check(at location: GraphQLLocation, _ body: (inout GraphQLValueCheck<Context>) -> Void) {
        var check = GraphQLValueCheck(schema: schema)
        check.variables = variables
        check.location = location
        body(&check)
        faults += check.faults
    }

    private mutating func fail(_ message: String, _ location: GraphQLLocation) {
        faults.append(GraphQLFault(message: message, location: location))
    }
}
