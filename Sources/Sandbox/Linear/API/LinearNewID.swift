/// The id of something that is to be made: the client's own, or a fresh one.
enum LinearNewID {
    static func id(_ input: GraphQLArguments, in execution: LinearExecution) throws(GraphQLFault) -> String {
        guard let id = input.string("id")?.lowercased() else { return execution.surroundings.randomUUID() }
        guard id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil else {
            throw LinearFault.invalidArgument("id must be a UUID v4.")
        }
        return id
    }

    static func conflict(_ type: String, _ id: String) -> GraphQLFault {
        LinearFault.invalidInput("conflict on insert of \(type)", "Entity \(type) with id \(id) already exists.")
    }
}
