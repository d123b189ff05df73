/// An authorization code, and what the person agreed to.
struct GoogleCode: Codable, Sendable {
    let request: GoogleAuthorizeRequest
    let accountID: String
    let grantID: String
    /// Of this consent, with the earlier ones when those were asked for.
    let scopes: [GoogleScope]
    /// Offline access, and the person was asked for something: without that, only the first exchange gives one.
    let givesRefreshToken: Bool
    let expiresAt: Moment
    var isUsed = false

    static let lifetime = 600
}
