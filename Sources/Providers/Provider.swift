package import Domain

/// Everything that is particular to one provider. The rest of the product treats all alike.
package struct Provider: Sendable {
    package var id: ProviderID
    /// As people know it.
    package var name: String
    /// What connecting it is good for, in a few words for its card.
    package var purpose: String
    package var authorize: AuthorizeEndpoint
    package var tokens: TokenEndpoint
    /// `nil` where the provider offers no way.
    package var revoke: (@Sendable (OAuthClient, _ token: Secret) -> Call<RevocationState>)?
    /// Finds out whose account it is.
    package var identify: @Sendable (Access) -> Conversation<Identity>
    package var operations: [Operation]

    package init(
        id: ProviderID, name: String, purpose: String, authorize: AuthorizeEndpoint, tokens: TokenEndpoint,
        revoke: (@Sendable (OAuthClient, _ token: Secret) -> Call<RevocationState>)?,
        identify: @escaping @Sendable (Access) -> Conversation<Identity>, operations: [Operation]
    ) {
        self.id = id
        self.name = name
        self.purpose = purpose
        self.authorize = authorize
        self.tokens = tokens
        self.revoke = revoke
        self.identify = identify
        self.operations = operations
    }

    /// The operation that makes what goes to this destination.
    package func operation(for destination: Destination) -> Operation? {
        operations.first { $0.destination == destination }
    }
}

extension Provider {
    /// Every provider there is, in the order of their cards.
    package static let all: [Provider] = [.linear]

    package static func named(_ id: ProviderID) -> Provider? {
        all.first { $0.id == id }
    }
}
