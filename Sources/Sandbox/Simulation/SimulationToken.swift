/// An access token of a provider where a token stands for one person and one app, and lives until it is revoked.
struct SimulationToken: Codable, Sendable {
    let clientID: String
    /// The person's mail.
    let account: String
    let scopes: [String]
    var isRevoked = false
}
