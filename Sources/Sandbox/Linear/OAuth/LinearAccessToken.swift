/// An access token that was issued.
struct LinearAccessToken: Codable, Sendable {
    let grantID: String
    let expiresAt: Moment
}
