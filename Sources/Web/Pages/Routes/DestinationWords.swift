import Domain

/// What is made where, as people say it.
enum DestinationWords {
    /// `Linear issue`, `Google event`
    static func name(_ route: Route, _ texts: Texts) -> String {
        name(route.destination, provider: route.kind.provider, texts)
    }

    /// For a destination whose provider's name is at hand, or is spelt from its identifier where this version does not know it.
    static func name(_ destination: Destination, provider: String?, _ texts: Texts) -> String {
        let id = destination.provider.rawValue
        let thing = String(destination.rawValue.dropFirst(id.count + 1))
        return texts(
            "destination.name", ["provider": provider ?? id.prefix(1).uppercased() + id.dropFirst(), "thing": texts.phrase(thing)])
    }

    /// The account something goes out under, and whose that is where it is not the person's own.
    static func account(_ account: String?, standIn: SharedAccount?, _ texts: Texts) -> String? {
        guard let standIn else { return account }
        return texts("account.of", ["account": account ?? standIn.account, "organisation": standIn.organisationName])
    }
}
