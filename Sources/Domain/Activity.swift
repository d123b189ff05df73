package import struct Foundation.Date

/// One line of the activity log of a person or an organisation. Never holds a secret; never changed once written.
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
        /// The provider did not renew the token; it is tried again. Noted for the first failure of a row.
        case refreshDelayed = "refresh_delayed"
        case refreshFailed = "refresh_failed"
        case disconnected
        case revoked
        case revocationFailed = "revocation_failed"
        case delivered
        case deliveryFailed = "delivery_failed"
        case requestRefused = "request_refused"
        /// The person became the operator of this server.
        case operatorAppointed = "operator_appointed"
        /// The operator entered this server's application at a provider, or removed it.
        case applicationSet = "application_set"
        case applicationRemoved = "application_removed"
        /// The keys that guard the person's tokens were renewed by whoever runs the server.
        case keyRotated = "key_rotated"
        /// The server lost its keys, and with them the person's grant.
        case keysLost = "keys_lost"
        case organisationMade = "organization_made"
        case organisationRenamed = "organization_renamed"
        case memberInvited = "member_invited"
        case invitationWithdrawn = "invitation_withdrawn"
        case memberJoined = "member_joined"
        case memberLeft = "member_left"
        case memberRemoved = "member_removed"
        case roleChanged = "role_changed"
        /// An owner offered the organisation's account to its members, or took the offer back.
        case fallbackChanged = "fallback_changed"
        /// A person chose whose account they are delivered through.
        case accountChosen = "account_chosen"
    }

    package var kind: Kind
    package var at: Date
    package var provider: ProviderID?
    /// Why, or what: a sentence for the person.
    package var cause: String?
    /// The network address the request came from, where there was a request.
    package var address: String?
    /// Who did it, in the log of an organisation; `nil` in a person's own, and for what the server did by itself.
    package var actor: String?

    package init(
        _ kind: Kind, at: Date, provider: ProviderID? = nil, cause: String? = nil, address: String? = nil, actor: String? = nil
    ) {
        self.kind = kind
        self.at = at
        self.provider = provider
        self.cause = cause
        self.address = address
        self.actor = actor
    }
}
