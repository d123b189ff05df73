/// An authorization code, and what the person agreed to.
struct LinearCode: Codable, Sendable {
    let request: LinearAuthorizeRequest
    let userID: String
    let expiresAt: Moment
    /// What it was exchanged for: a second exchange ends that grant.
    var grantID: String?

    static let lifetime = 600
}
