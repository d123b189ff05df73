/// An access token that was issued.
struct SlackAccessToken: Codable, Sendable {
    let grantKey: String
    /// The tokens that go back to one code: refreshing keeps at most two of them alive.
    let family: String
    let isBot: Bool
    /// Its person's or bot's id, which outlives the grant.
    let userID: String
    /// Grows with every token, so that the oldest is known.
    let serial: Int
    /// Nothing without rotation.
    let expiresAt: SimulationMoment?
    var isRevoked = false
}
