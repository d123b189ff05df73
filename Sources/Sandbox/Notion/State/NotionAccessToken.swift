/// An access token that was issued.
struct NotionAccessToken: Codable, Sendable {
    let botID: String
    let account: String
    /// Nothing unless the settings give tokens a life; the client is never told.
    let expiresAt: SimulationMoment?
    var isRevoked = false
}
