package import Domain

/// What a call made for a person needs: a living access token, and what is known of the account.
package struct Access: Sendable {
    package let token: Secret
    package let identity: Identity?

    package init(token: Secret, identity: Identity? = nil) {
        self.token = token
        self.identity = identity
    }
}
