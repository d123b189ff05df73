/// `[Name!]!`
indirect enum GraphQLType: Equatable, Sendable {
    case named(String)
    case list(GraphQLType)
    case required(GraphQLType)

    init(_ tokens: inout GraphQLTokens) {
        var type: GraphQLType
        if tokens.take("[") {
            type = .list(GraphQLType(&tokens))
            _ = tokens.take("]")
        } else {
            type = .named(tokens.take())
        }
        self = tokens.take("!") ? .required(type) : type
    }

    var name: String {
        switch self {
        case .named(let name): name
        case .list(let type), .required(let type): type.name
        }
    }

    var isRequired: Bool {
        if case .required = self { true } else { false }
    }

    /// Whether a variable of this type may stand where the other is wanted (section 5.8.5).
    func fits(_ wanted: GraphQLType) -> Bool {
        switch (self, wanted) {
        case (.required(let type), .required(let other)): type.fits(other)
        case (_, .required): false
        case (.required(let type), _): type.fits(wanted)
        case (.list(let type), .list(let other)): type.fits(other)
        default: self == wanted
        }
    }
}
