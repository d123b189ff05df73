/// Whether a value can stand where a type is expected.
struct GraphQLValueCheck<Context> {
    let schema: GraphQLSchema<Context>
    /// The variables the operation declares, by name; for a variable's own value there are none.
    var variables: [String: GraphQLVariable] = [:]
    /// JSON has no enumerations, so there a string stands for one.
    var isJSON = false
    var location: GraphQLLocation?
    private(set) var faults: [GraphQLFault] = []

    init(schema: GraphQLSchema<Context>) {
        self.schema = schema
    }

    mutating func check(_ value: GraphQLValue, is type: GraphQLTypeReference) {
        switch (value, type) {
        case (.variable(let name), _): check(variable: name, is: type)
        case (.null, .nonNull): fail("Expected value of type \"\(type)\", found null.")
        case (.null, _): break
        case (_, .nonNull(let inner)): check(value, is: inner)
        case (.list(let values), .list(let element)): for value in values { check(value, is: element) }
        // One value stands for a list of one.
        case (_, .list(let element)): check(value, is: element)
        case (_, .named(let name)): check(value, isNamed: name)
        }
    }

    /// Given and missing members, of an input object or a field's arguments.
    mutating func check(
        _ members: [GraphQLArgument], against fields: [GraphQLInputField], unknown: (String) -> String,
        missing: (GraphQLInputField) -> String
    ) {
        var seen: Set<String> = []
        for member in members {
            if !seen.insert(member.name).inserted { fail("There can be only one input field or argument named \"\(member.name)\".") }
            guard let field = fields.first(where: { $0.name == member.name }) else {
                fail(unknown(member.name))
                continue
            }
            check(member.value, is: field.type)
        }
        for field in fields where field.type.isNonNull && !seen.contains(field.name) { fail(missing(field)) }
    }

    private mutating func check(variable name: String, is type: GraphQLTypeReference) {
        guard let variable = variables[name] else { return fail("Variable \"$\(name)\" is not defined.") }
        let hasStandard = variable.standard != nil && variable.standard != .null
        let own = hasStandard && !variable.type.isNonNull ? .nonNull(variable.type) : variable.type
        if !own.fits(type) { fail("Variable \"$\(name)\" of type \"\(variable.type)\" used in position expecting type \"\(type)\".") }
    }

    private mutating func check(_ value: GraphQLValue, isNamed name: String) {
        if let fields = schema.inputs[name] {
            guard case .object(let members) = value else { return fail("Expected value of type \"\(name)\", found \(value.description).") }
            check(
                members, against: fields,
                unknown: { "Field \"\($0)\" is not defined by type \"\(name)\"." },
                missing: { "Field \"\(name).\($0.name)\" of required type \"\($0.type)\" was not provided." })
        } else if let names = schema.enumerations[name] {
            if !names.contains(where: { value == .enumeration($0) || isJSON && value == .string($0) }) {
                fail("Value \(value.description) does not exist in \"\(name)\" enum.")
            }
        } else if let scalar = schema.scalars[name] {
            if !scalar.takes(value) { fail("\(name) cannot represent value: \(value.description)") }
        } else {
            fail("Unknown type \"\(name)\".")
        }
    }

    private mutating func fail(_ message: String) {
        faults.append(GraphQLFault(message: message, location: location))
    }
}
