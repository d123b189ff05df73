package import struct Foundation.Date

/// One line of a person's activity log. Never holds a secret; never changed once written.
package struct Activity: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case signedUp = "signed_up"
        case signedIn = "signed_in"
        case signInRefused = "sign_in_refused"
        case signedOut = "signed_out"
        case sessionEnded = "session_ended"
        case passwordChanged = "password_changed"
        case tokenCreated = "token_created"
        case tokenDeleted = "token_deleted"
        case connected
        case reconnected
        case connectRefused = "connect_refused"
        case refreshed
        case refreshFailed = "refresh_failed"
        case disconnected
        case revoked
        case revocationFailed = "revocation_failed"
        case delivered
        case deliveryFailed = "delivery_failed"
        case requestRefused = "request_refused"
        /// The keys that guard the person's tokens were renewed by whoever runs the server.
        case keyRotated = "key_rotated"
        /// The server lost its keys, and with them the person's grant.
        case keysLost = "keys_lost"
    }

    package var kind: Kind
    package var at: Date
    package var provider: ProviderID?
    /// Why, or what: a sentence for the person.
    package var cause: String?
    /// The network address the request came from, where there was a request.
    package var address: String?

    package init(_ kind: Kind, at: Date, provider: ProviderID? = nil, cause: String? = nil, address: String? = nil) {
        self.kind = kind
        self.at = at
        self.provider = provider
        self.cause = cause
        self.address = address
    }
}
