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
    package var revoke: RevokeEndpoint?
    /// Finds out whose account it is.
    package var identify: @Sendable (Access) -> Conversation<Identity>
    package var operations: [Operation]
    /// How it tells us that grants have ended; `nil` where it does not.
    package var webhook: Webhook?
    /// How our application comes to be known there.
    package var registration: Registration

    package init(
        id: ProviderID, name: String, purpose: String, authorize: AuthorizeEndpoint, tokens: TokenEndpoint, revoke: RevokeEndpoint?,
        identify: @escaping @Sendable (Access) -> Conversation<Identity>, operations: [Operation],
        webhook: Webhook? = nil, registration: Registration = Registration()
    ) {
        self.id = id
        self.name = name
        self.purpose = purpose
        self.authorize = authorize
        self.tokens = tokens
        self.revoke = revoke
        self.identify = identify
        self.operations = operations
        self.webhook = webhook
        self.registration = registration
    }

    /// The names of the chains of tokens that come with a grant besides the person's own.
    package var companions: [String] { authorize.companions.map(\.name) }

    /// What has to be revoked, one by one, to end this grant; nothing where the provider offers no way.
    package func tokensToRevoke(_ grant: Grant) -> [Secret] {
        revoke.map { $0.tokens(grant) } ?? []
    }

    /// The operation that makes what goes to this destination.
    ///
    /// - Parameter choice: where to, if that is known: a place can have an operation of its own.
    package func operation(for destination: Destination, choice: Choice? = nil) -> Operation? {
        guard let operation = operations.first(where: { $0.destination == destination }) else { return nil }
        guard let id = choice.flatMap({ operation.instead[$0.id] }) else { return operation }
        return operations.first { $0.id == id }
    }
}

extension Provider {
    /// Every provider there is, in the order of their cards.
    package static let all: [Provider] = [.linear, .google, .slack, .github, .notion, .todoist]

    package static func named(_ id: ProviderID) -> Provider? {
        all.first { $0.id == id }
    }
}
