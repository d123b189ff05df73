/// A type as it is written: `String`, `[ID!]!`.
indirect enum GraphQLTypeReference: Sendable, Equatable, CustomStringConvertible, ExpressibleByStringLiteral {
    case named(String)
    case list(GraphQLTypeReference)
    case nonNull(GraphQLTypeReference)

    /// Reads the notation of our own schema tables.
    init(stringLiteral text: String) {
        self.init(Substring(text))
    }

    private init(_ text: Substring) {
        if text.hasSuffix("!") {
            self = .nonNull(Self(text.dropLast()))
        } else if text.hasPrefix("["), text.hasSuffix("]") {
            self = .list(Self(text.dropFirst().dropLast()))
        } else {
            self = .named(String(text))
        }
    }

    var description: String {
        switch self {
        case .named(let name): name
        case .list(let element): "[\(element)]"
        case .nonNull(let type): "\(type)!"
        }
    }

    /// The name inside all lists and exclamation marks.
    var name: String {
        switch self {
        case .named(let name): name
        case .list(let type), .nonNull(let type): type.name
        }
    }

    var isNonNull: Bool {
        if case .nonNull = self { true } else { false }
    }

    /// Whether a variable of this type may stand where the other is expected (section 5.8.5, AreTypesCompatible).
    func fits(_ place: GraphQLTypeReference) -> Bool {
        switch (self, place) {
        case (.nonNull(let own), .nonNull(let other)): own.fits(other)
        case (_, .nonNull): false
        case (.nonNull(let own), _): own.fits(place)
        case (.list(let own), .list(let other)): own.fits(other)
        default: self == place
        }
    }
}
