/// A refresh token that was issued, and what became of it.
struct NotionRefreshToken: Codable, Sendable {
    let botID: String
    let accessToken: String
    var isRevoked = false
    var rotation: Rotation?

    /// Its first use.
    struct Rotation: Codable, Sendable {
        let at: SimulationMoment
        let accessToken: String
        let refreshToken: String
    }
}
