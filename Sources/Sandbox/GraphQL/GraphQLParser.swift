/// Builds a document from tokens by recursive descent (GraphQL, October 2021, section 2).
struct GraphQLParser {
    private let tokens: [GraphQLToken]
    private var index = 0
    /// How deep braces and brackets may nest: a request must not exhaust the stack.
    private var depth = 0
    private static let deepest = 60

    init(_ text: String) throws(GraphQLFault) {
        tokens = try GraphQLLexer.tokens(of: text)
    }

    mutating func parse(into document: inout GraphQLDocument) throws(GraphQLFault) {
        repeat {
            if case .name("fragment") = current.kind {
                let fragment = try fragment()
                guard document.fragments.updateValue(fragment, forKey: fragment.name) == nil else {
                    throw GraphQLFault(message: "There can be only one fragment named \"\(fragment.name)\".", location: fragment.location)
                }
            } else {
                document.operations.append(try operation())
            }
        } while current.kind != .end
    }

    // MARK: definitions

    private mutating func operation() throws(GraphQLFault) -> GraphQLOperation {
        let location = current.location
        if current.kind == .punctuator("{") {
            return GraphQLOperation(kind: .query, name: nil, variables: [], selections: try selections(), location: location)
        }
        guard case .name(let word) = current.kind, let kind = GraphQLOperation.Kind(rawValue: word) else { throw unexpected() }
        index += 1
        var name: String?
        if case .name = current.kind { name = try takeName() }
        let variables = try current.kind == .punctuator("(") ? variables() : []
        guard try directives().isEmpty else { throw GraphQLFault(message: "Unknown directive on an operation.", location: location) }
        return GraphQLOperation(kind: kind, name: name, variables: variables, selections: try selections(), location: location)
    }

    private mutating func fragment() throws(GraphQLFault) -> GraphQLFragment {
        let location = current.location
        index += 1
        let name = try takeName()
        guard name != "on", try takeName() == "on" else { throw unexpected() }
        return GraphQLFragment(name: name, type: try takeName(), selections: try selections(), location: location)
    }

    private mutating func variables() throws(GraphQLFault) -> [GraphQLVariable] {
        try take("(")
        var variables: [GraphQLVariable] = []
        repeat {
            let location = current.location
            try take("$")
            let name = try takeName()
            try take(":")
            let type = try type()
            var standard: GraphQLValue?
            if current.kind == .punctuator("=") {
                index += 1
                standard = try value()
            }
            variables.append(GraphQLVariable(name: name, type: type, standard: standard, location: location))
        } while current.kind != .punctuator(")")
        try take(")")
        return variables
    }

    private mutating func type() throws(GraphQLFault) -> GraphQLTypeReference {
        try descend()
        defer { depth -= 1 }
        var type: GraphQLTypeReference
        if current.kind == .punctuator("[") {
            index += 1
            type = .list(try self.type())
            try take("]")
        } else {
            type = .named(try takeName())
        }
        if current.kind == .punctuator("!") {
            index += 1
            type = .nonNull(type)
        }
        return type
    }

    // MARK: selections

    private mutating func selections() throws(GraphQLFault) -> [GraphQLSelection] {
        try descend()
        defer { depth -= 1 }
        try take("{")
        var selections: [GraphQLSelection] = []
        repeat { selections.append(try selection()) } while current.kind != .punctuator("}")
        try take("}")
        return selections
    }

    private mutating func selection() throws(GraphQLFault) -> GraphQLSelection {
        let location = current.location
        guard current.kind == .punctuator("...") else { return .field(try field()) }
        index += 1
        if case .name(let name) = current.kind, name != "on" {
            index += 1
            return .spread(fragment: name, try directives(), location)
        }
        var type: String?
        if case .name = current.kind {
            index += 1
            type = try takeName()
        }
        return .inline(on: type, try directives(), try selections(), location)
    }

    private mutating func field() throws(GraphQLFault) -> GraphQLFieldSelection {
        let location = current.location
        var name = try takeName()
        var alias: String?
        if current.kind == .punctuator(":") {
            index += 1
            alias = name
            name = try takeName()
        }
        let arguments = try arguments()
        let directives = try directives()
        let selections = try current.kind == .punctuator("{") ? selections() : []
        return GraphQLFieldSelection(
            alias: alias, name: name, arguments: arguments, directives: directives, selections: selections, location: location)
    }

    private mutating func arguments() throws(GraphQLFault) -> [GraphQLArgument] {
        guard current.kind == .punctuator("(") else { return [] }
        index += 1
        var arguments: [GraphQLArgument] = []
        repeat { arguments.append(try argument()) } while current.kind != .punctuator(")")
        index += 1
        return arguments
    }

    private mutating func argument() throws(GraphQLFault) -> GraphQLArgument {
        let location = current.location
        let name = try takeName()
        try take(":")
        return GraphQLArgument(name: name, value: try value(), location: location)
    }

    private mutating func directives() throws(GraphQLFault) -> [GraphQLDirective] {
        var directives: [GraphQLDirective] = []
        while current.kind == .punctuator("@") {
            let location = current.location
            index += 1
            directives.append(GraphQLDirective(name: try takeName(), arguments: try arguments(), location: location))
        }
        return directives
    }

    // MARK: values

    private mutating func value() throws(GraphQLFault) -> GraphQLValue {
        try descend()
        defer { depth -= 1 }
        switch current.kind {
        case .punctuator("["): return try list()
        case .punctuator("{"): return try object()
        case .punctuator("$"):
            index += 1
            return .variable(try takeName())
        default: break
        }
        let value: GraphQLValue
        switch current.kind {
        case .int(let number): value = .int(number)
        case .float(let number): value = .float(number)
        case .string(let text): value = .string(text)
        case .name("true"): value = .boolean(true)
        case .name("false"): value = .boolean(false)
        case .name("null"): value = .null
        case .name(let name): value = .enumeration(name)
        default: throw unexpected()
        }
        index += 1
        return value
    }

    private mutating func list() throws(GraphQLFault) -> GraphQLValue {
        index += 1
        var values: [GraphQLValue] = []
        while current.kind != .punctuator("]") { values.append(try value()) }
        index += 1
        return .list(values)
    }

    private mutating func object() throws(GraphQLFault) -> GraphQLValue {
        index += 1
        var members: [GraphQLArgument] = []
        while current.kind != .punctuator("}") { members.append(try argument()) }
        index += 1
        return .object(members)
    }

    // MARK: tokens

    /// The end token is never passed, so there is always a current one.
    private var current: GraphQLToken { tokens[min(index, tokens.count - 1)] }

    private mutating func takeName() throws(GraphQLFault) -> String {
        guard case .name(let name) = current.kind else { throw unexpected() }
        index += 1
        return name
    }

    private mutating func take(_ punctuator: String) throws(GraphQLFault) {
        guard current.kind == .punctuator(punctuator) else {
            throw GraphQLFault(
                message: "Syntax Error: Expected \"\(punctuator)\", found \(current.description).", location: current.location)
        }
        index += 1
    }

    private mutating func descend() throws(GraphQLFault) {
        depth += 1
        guard depth <= Self.deepest else {
            throw GraphQLFault(message: "Syntax Error: The document is nested too deeply.", location: current.location)
        }
    }

    private func unexpected() -> GraphQLFault {
        GraphQLFault(message: "Syntax Error: Unexpected \(current.description).", location: current.location)
    }
}
