import Domain
import Providers
import Storage

/// A grant fresh from a callback, with whose account it is.
struct NewGrant: Sendable {
    let grant: Grant
    let provider: Provider
    let details: Connection.Details

    /// The grant itself, then what came with it.
    var chains: [(chain: Chain, grant: Grant)] {
        [(Chain(provider: provider, companion: nil), grant)]
            + provider.companions.compactMap { name in
                grant.companions[name].map { (Chain(provider: provider, companion: name), $0) }
            }
    }

    /// What a chain's row says of it: a companion speaks for the same account and has scopes of its own.
    func details(of chain: Chain, grant: Grant) -> Connection.Details {
        guard let name = chain.companion else { return details }
        let asked = provider.authorize.companions.first { $0.name == name }?.scopes ?? []
        return Connection.Details(identity: details.identity, scopes: grant.scopes ?? Set(asked))
    }
}
