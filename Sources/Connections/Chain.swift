import Domain
import Providers

/// One chain of tokens of a connection: the person's own, or a companion such as Slack's bot. Each is a row of its own, refreshed and lost by
/// itself.
struct Chain: Sendable {
    let provider: Provider
    /// `nil` for the person's own.
    let companion: String?

    /// The row's `integration_type`: `slack`, `slack.bot`.
    var type: ProviderID {
        ProviderID(rawValue: companion.map { "\(provider.id).\($0)" } ?? provider.id.rawValue)
    }

    /// Whether that operation calls the provider with this chain's token.
    func isUsed(by operation: Provider.Operation) -> Bool {
        companion.map { operation.companions[$0] != nil } ?? operation.scopes.contains { !$0.isEmpty }
    }

    func refresh(_ token: Secret, client: OAuthClient) -> Call<Grant> {
        provider.tokens.refresh(token, companion: companion, client: client)
    }

    /// The person's own first.
    static func all(of provider: Provider) -> [Chain] {
        [Chain(provider: provider, companion: nil)] + provider.companions.map { Chain(provider: provider, companion: $0) }
    }

    /// The chain whose rows have that type; `nil` for a type no provider here knows.
    static func named(_ type: ProviderID) -> Chain? {
        Provider.all.lazy.flatMap(all).first { $0.type == type }
    }
}

/// A grant and the chain it is of.
typealias ChainGrant = (chain: Chain, grant: Grant)
