package import Domain

/// What a call made for a person needs: a living access token, and what is known of the account.
package struct Access: Sendable {
    package let token: Secret
    package let identity: Identity?
    /// Those granted to ``token``.
    package let scopes: Set<String>
    /// Living access tokens of the further chains, by name; one that is missing or dead is not here.
    package let companions: [String: Secret]

    package init(token: Secret, identity: Identity? = nil, scopes: Set<String> = [], companions: [String: Secret] = [:]) {
        self.token = token
        self.identity = identity
        self.scopes = scopes
        self.companions = companions
    }

    /// By a grant that has just been given.
    ///
    /// - Parameter asked: the scopes it has where the answer did not say.
    package init(_ grant: Grant, asked: [String]) {
        self.init(
            token: grant.accessToken, scopes: grant.scopes ?? Set(asked), companions: grant.companions.mapValues(\.accessToken)
        )
    }
}
