import Domain

/// What is made where, as people say it.
enum DestinationWords {
    /// `Linear issue`, `Google event`
    static func name(_ route: Route) -> String {
        name(route.destination, provider: route.kind.provider)
    }

    /// For a destination whose provider's name is at hand, or is spelt from its identifier where this version does not know it.
    static func name(_ destination: Destination, provider: String?) -> String {
        let id = destination.provider.rawValue
        let thing = destination.rawValue.dropFirst(id.count + 1)
        return "\(provider ?? id.prefix(1).uppercased() + id.dropFirst()) \(thing)"
    }
}
