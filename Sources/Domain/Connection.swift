package import struct Foundation.Date

/// One stored grant, without its tokens: a row of `user_integrations`, or of `org_integrations`.
package struct Connection: Sendable, Equatable {
    package typealias ID = Identifier<Connection>

    package enum State: String, Sendable, CaseIterable {
        case connected
        /// The provider no longer honours the grant; only a person can renew it.
        case needsReconnect = "needs_reconnect"
        /// It was disconnected here; the row keeps the settings for the next time.
        case disconnected
    }

    package let id: ID
    package let owner: ConnectionOwner
    package let provider: ProviderID
    package var state: State
    package var details: Details
    /// When the access token ends; `nil` when the provider gives no expiry.
    package var expiresAt: Date?
    /// Counts every change of the stored grant: connect, reconnect, refresh, disconnect.
    package var generation: Int64
    package var connectedAt: Date
    package var lastUsedAt: Date?

    /// What is kept as JSON in `integration_data`.
    package struct Details: Sendable, Equatable, Codable {
        package var identity: Identity
        package var scopes: Set<String>
        /// Where each destination's deliveries go unless said otherwise, by destination name.
        package var defaults: [String: Choice]
        /// What the phone's browser calls itself that connected it by a QR code; `nil` for any other way.
        package var device: String?

        package init(identity: Identity, scopes: Set<String>, defaults: [String: Choice] = [:], device: String? = nil) {
            self.identity = identity
            self.scopes = scopes
            self.defaults = defaults
            self.device = device
        }
    }

    package init(
        id: ID, owner: ConnectionOwner, provider: ProviderID, state: State, details: Details, expiresAt: Date?, generation: Int64,
        connectedAt: Date, lastUsedAt: Date?
    ) {
        self.id = id
        self.owner = owner
        self.provider = provider
        self.state = state
        self.details = details
        self.expiresAt = expiresAt
        self.generation = generation
        self.connectedAt = connectedAt
        self.lastUsedAt = lastUsedAt
    }
}
