/// A type of the schema, whatever its objects are in Swift.
struct GraphQLObjectType<Context>: Sendable {
    typealias AnyField = GraphQLField<any Sendable, Context>

    let name: String
    let fields: [String: AnyField]

    init<Source: Sendable>(_ name: String, of source: Source.Type, _ fields: [GraphQLField<Source, Context>]) {
        self.name = name
        self.fields = Dictionary(
            fields.map { field in
                let erased = AnyField(field.name, field.type, field.arguments) { (object, arguments, context) throws(GraphQLFault) in
                    guard let object = object as? Source else { throw GraphQLFault(message: "\(name).\(field.name) has another source.") }
                    return try field.resolve(object, arguments, &context)
                }
                return (field.name, erased)
            }
        ) { _, last in last }
    }
}
