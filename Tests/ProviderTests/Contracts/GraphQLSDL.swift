/// As much of a schema as it takes to check a document: object types with arguments, input types, enumerations, scalars.
struct GraphQLSDL: Sendable {
    struct Field: Sendable {
        var type: GraphQLType
        var arguments: [String: GraphQLType]
        var hasDefault: Set<String>
    }

    private(set) var objects: [String: [String: Field]] = [:]
    private(set) var inputs: [String: [String: GraphQLType]] = [:]
    private(set) var enumerations: [String: Set<String>] = [:]

    init(_ text: String) {
        var tokens = GraphQLTokens(text)
        while tokens.next != nil {
            tokens.skipDescription()
            switch tokens.take() {
            case "type", "interface":
                let name = tokens.take()
                Self.skipToBody(&tokens)
                objects[name] = Self.fields(&tokens)
            case "input":
                let name = tokens.take()
                Self.skipToBody(&tokens)
                inputs[name] = Self.fields(&tokens).mapValues(\.type)
            case "enum":
                let name = tokens.take()
                Self.skipToBody(&tokens)
                enumerations[name] = Set(Self.fields(&tokens, typed: false).keys)
            default: continue
            }
        }
    }

    private static func skipToBody(_ tokens: inout GraphQLTokens) {
        while let next = tokens.next, next != "{" { tokens.take() }
        _ = tokens.take("{")
    }

    private static func fields(_ tokens: inout GraphQLTokens, typed: Bool = true) -> [String: Field] {
        var fields: [String: Field] = [:]
        while tokens.next != nil {
            tokens.skipDescription()
            if tokens.take("}") { break }
            let name = tokens.take()
            var field = Field(type: .named(""), arguments: [:], hasDefault: [])
            if tokens.take("(") {
                while tokens.next != nil {
                    tokens.skipDescription()
                    if tokens.take(")") { break }
                    let argument = tokens.take()
                    _ = tokens.take(":")
                    field.arguments[argument] = GraphQLType(&tokens)
                    if skipDefault(&tokens) { field.hasDefault.insert(argument) }
                    skipDirectives(&tokens)
                }
            }
            if typed, tokens.take(":") { field.type = GraphQLType(&tokens) }
            _ = skipDefault(&tokens)
            skipDirectives(&tokens)
            fields[name] = field
        }
        return fields
    }

    private static func skipDefault(_ tokens: inout GraphQLTokens) -> Bool {
        guard tokens.take("=") else { return false }
        if tokens.take("[") {
            while tokens.next != nil, !tokens.take("]") { tokens.take() }
        } else {
            tokens.take()
        }
        return true
    }

    private static func skipDirectives(_ tokens: inout GraphQLTokens) {
        while tokens.take("@") {
            tokens.take()
            guard tokens.take("(") else { continue }
            while tokens.next != nil, !tokens.take(")") { tokens.take() }
        }
    }
}
