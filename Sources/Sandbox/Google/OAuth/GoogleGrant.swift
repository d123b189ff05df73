/// What an account allows a client: one for each pair, as long as it lasts. Revoking any of its tokens ends the whole.
struct GoogleGrant: Codable, Sendable {
    let id: String
    let clientID: String
    let accountID: String
    /// Everything the person ever allowed it, in a fixed order.
    var scopes: [GoogleScope]
    /// The first offline exchange gives a refresh token without asking again.
    var hasGivenRefreshToken = false
    /// Revoked by the client or withdrawn by the person.
    var hasEnded = false
}
