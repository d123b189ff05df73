package import struct Foundation.Date

/// One stored grant, without its tokens: a row of `user_integrations`.
package struct Connection: Sendable, Equatable {
    package typealias ID = Identifier<Connection>

    package enum State: String, Sendable, CaseIterable {
        case connected
        /// The provider no longer honours the grant; only the person can renew it.
        case needsReconnect = "needs_reconnect"
        /// The person disconnected; the row keeps the settings for the next time.
        case disconnected
    }

    package let id: ID
    package let personID: Person.ID
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

        package init(identity: Identity, scopes: Set<String>, defaults: [String: Choice] = [:]) {
            self.identity = identity
            self.scopes = scopes
            self.defaults = defaults
        }
    }

    package init(
        id: ID, personID: Person.ID, provider: ProviderID, state: State, details: Details, expiresAt: Date?, generation: Int64,
        connectedAt: Date, lastUsedAt: Date?
    ) {
        self.id = id
        self.personID = personID
        self.provider = provider
        self.state = state
        self.details = details
        self.expiresAt = expiresAt
        self.generation = generation
        self.connectedAt = connectedAt
        self.lastUsedAt = lastUsedAt
    }
}
