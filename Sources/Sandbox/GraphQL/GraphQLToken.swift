/// The smallest piece of a document that means something.
struct GraphQLToken: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case name(String)
        case int(Int)
        case float(Double)
        case string(String)
        /// `{`, `:`, `...` and the like.
        case punctuator(String)
        case end
    }

    let kind: Kind
    let location: GraphQLLocation

    /// How an error message names it.
    var description: String {
        switch kind {
        case .name(let name): "Name \"\(name)\""
        case .int(let value): "Int \"\(value)\""
        case .float(let value): "Float \"\(value)\""
        case .string: "String"
        case .punctuator(let text): "\"\(text)\""
        case .end: "<EOF>"
        }
    }
}
