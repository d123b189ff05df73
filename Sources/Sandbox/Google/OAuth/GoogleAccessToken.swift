/// An access token that was issued.
struct GoogleAccessToken: Codable, Sendable {
    let grantID: String
    let scopes: [GoogleScope]
    let expiresAt: Moment
}
