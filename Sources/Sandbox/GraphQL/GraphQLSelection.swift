/// One entry between braces.
indirect enum GraphQLSelection: Sendable {
    case field(GraphQLFieldSelection)
    case spread(fragment: String, [GraphQLDirective], GraphQLLocation)
    case inline(on: String?, [GraphQLDirective], [GraphQLSelection], GraphQLLocation)

    var directives: [GraphQLDirective] {
        switch self {
        case .field(let field): field.directives
        case .spread(_, let directives, _), .inline(_, let directives, _, _): directives
        }
    }
}
