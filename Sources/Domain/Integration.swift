/// What a person sees as a card: a provider, connected or not.
package struct Integration: Sendable, Equatable {
    package var provider: ProviderID
    package var name: String
    package var purpose: String
    /// Whether this server has a registration at the provider.
    package var isConfigured: Bool
    /// `nil` when the person has not connected it, or has disconnected it.
    package var connection: Connection?
    package var operations: [Operation]

    package struct Operation: Sendable, Equatable {
        package var id: String
        package var title: String
        /// Whether the granted scopes cover it and the connection is alive.
        package var isReady: Bool
        package var destination: Destination?
        package var choiceLabel: String?
        package var choice: Choice?

        package init(id: String, title: String, isReady: Bool, destination: Destination?, choiceLabel: String?, choice: Choice?) {
            self.id = id
            self.title = title
            self.isReady = isReady
            self.destination = destination
            self.choiceLabel = choiceLabel
            self.choice = choice
        }
    }

    package init(
        provider: ProviderID, name: String, purpose: String, isConfigured: Bool, connection: Connection?, operations: [Operation]
    ) {
        self.provider = provider
        self.name = name
        self.purpose = purpose
        self.isConfigured = isConfigured
        self.connection = connection
        self.operations = operations
    }
}
