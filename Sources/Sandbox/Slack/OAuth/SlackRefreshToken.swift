/// A refresh token that was issued, and what became of it.
struct SlackRefreshToken: Codable, Sendable {
    let grantKey: String
    let family: String
    var isRevoked = false
    var rotation: Rotation?

    /// Its first use: a repetition inside the grace period is answered with the same tokens.
    struct Rotation: Codable, Sendable {
        let at: SimulationMoment
        let accessToken: String
        let refreshToken: String
    }
}
