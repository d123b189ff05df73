/// What a person sees as a card: a provider, connected or not.
package struct Integration: Sendable, Equatable {
    package var provider: ProviderID
    package var name: String
    package var purpose: String
    /// Why nobody can connect it on this server, as a sentence; `nil` when nothing is in the way.
    package var obstacle: String?
    /// `nil` when the person has not connected it, or has disconnected it.
    package var connection: Connection?
    /// Whether another connection here lives on the same grant at the provider, so that the permission there outlasts this one.
    package var isShared: Bool
    package var operations: [Operation]

    /// Whether something can be done, and if not, what would help.
    package enum Readiness: String, Sendable, CaseIterable {
        case ready
        case permissionMissing = "permission_missing"
        case needsReconnect = "needs_reconnect"
        case notConnected = "not_connected"
    }

    package struct Operation: Sendable, Equatable {
        package var id: String
        package var title: String
        package var readiness: Readiness
        package var destination: Destination?
        package var choiceLabel: String?
        package var choice: Choice?

        package init(id: String, title: String, readiness: Readiness, destination: Destination?, choiceLabel: String?, choice: Choice?) {
            self.id = id
            self.title = title
            self.readiness = readiness
            self.destination = destination
            self.choiceLabel = choiceLabel
            self.choice = choice
        }

        package var isReady: Bool { readiness == .ready }
    }

    package init(
        provider: ProviderID, name: String, purpose: String, obstacle: String?, connection: Connection?, isShared: Bool,
        operations: [Operation]
    ) {
        self.provider = provider
        self.name = name
        self.purpose = purpose
        self.obstacle = obstacle
        self.connection = connection
        self.isShared = isShared
        self.operations = operations
    }

    package var isConfigured: Bool { obstacle == nil }
}
