import Domain
import Providers
import Storage

/// A grant fresh from a callback, with whose account it is.
struct NewGrant: Sendable {
    let grant: Grant
    let provider: Provider
    let details: Connection.Details

    var chains: [ChainGrant] { Self.chains(of: grant, provider) }

    /// The grant itself, then what came with it.
    static func chains(of grant: Grant, _ provider: Provider) -> [ChainGrant] {
        let companions = provider.companions.compactMap { name in
            grant.companions[name].map { (Chain(provider: provider, companion: name), $0) }
        }
        var own = grant
        own.companions = [:]
        return [(Chain(provider: provider, companion: nil), own)] + companions
    }

    /// What a chain's row says of it: a companion speaks for the same account and has scopes of its own.
    func details(of chain: Chain, grant: Grant) -> Connection.Details {
        guard let name = chain.companion else { return details }
        let asked = provider.authorize.companions.first { $0.name == name }?.scopes ?? []
        return Connection.Details(identity: details.identity, scopes: grant.scopes ?? Set(asked))
    }
}
