/// An authorization code, and what the person agreed to.
struct SimulationCode: Codable, Sendable {
    /// With the scopes the person left ticked.
    let ask: SimulationAsk
    /// The person's mail.
    let account: String
    /// What the person picked beside scopes, by id.
    let picks: [String]
    let expiresAt: SimulationMoment
    var isUsed = false
}
