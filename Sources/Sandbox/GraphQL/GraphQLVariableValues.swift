/// The values of an operation's variables (section 6.1.2, CoerceVariableValues).
struct GraphQLVariableValues<Context> {
    let schema: GraphQLSchema<Context>

    func values(for operation: GraphQLOperation, given: [String: JSON]) throws(GraphQLFault) -> [String: JSON] {
        var values: [String: JSON] = [:]
        for variable in operation.variables {
            if let value = given[variable.name] {
                try check(value, variable)
                values[variable.name] = value
            } else if let standard = variable.standard?.json([:]) {
                values[variable.name] = standard
            } else if variable.type.isNonNull {
                throw GraphQLFault(
                    message: "Variable \"$\(variable.name)\" of required type \"\(variable.type)\" was not provided.",
                    location: variable.location)
            }
        }
        return values
    }

    private func check(_ value: JSON, _ variable: GraphQLVariable) throws(GraphQLFault) {
        var check = GraphQLValueCheck(schema: schema)
        check.isJSON = true
        check.check(GraphQLValue(value), is: variable.type)
        if let fault = check.faults.first {
            throw GraphQLFault(
                message: "Variable \"$\(variable.name)\" got an invalid value; \(fault.message)", location: variable.location)
        }
    }
}
