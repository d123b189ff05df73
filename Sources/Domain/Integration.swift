/// What a person sees as a card: a provider, connected or not.
package struct Integration: Sendable, Equatable {
    package var provider: ProviderID
    package var name: String
    package var purpose: String
    /// Why nobody can connect it on this server, as a sentence; `nil` when nothing is in the way.
    package var obstacle: String?
    /// Whether the operator has set it up here, whatever else may be in the way.
    package var isSetUp: Bool
    /// `nil` when the person has not connected it, or has disconnected it.
    package var connection: Connection?
    /// What organisations of theirs offer instead.
    package var offers: [SharedAccount]
    /// Under whose account what is sent now goes out.
    package var sender: Sender
    /// Whether another connection here lives on the same grant at the provider, so that the permission there outlasts this one.
    package var isShared: Bool
    /// Deliveries to it that have not gone out.
    package var waiting: Int
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
        provider: ProviderID, name: String, purpose: String, obstacle: String?, isSetUp: Bool, connection: Connection?,
        offers: [SharedAccount] = [], sender: Sender = .own, isShared: Bool, waiting: Int, operations: [Operation]
    ) {
        self.provider = provider
        self.name = name
        self.purpose = purpose
        self.obstacle = obstacle
        self.isSetUp = isSetUp
        self.connection = connection
        self.offers = offers
        self.sender = sender
        self.isShared = isShared
        self.waiting = waiting
        self.operations = operations
    }

    package var isConfigured: Bool { obstacle == nil }

    /// The organisation's account that stands in for one of the person's own; `nil` where none does.
    package var standIn: SharedAccount? {
        sender.organisation.flatMap { id in offers.first { $0.organisation == id } }
    }
}
