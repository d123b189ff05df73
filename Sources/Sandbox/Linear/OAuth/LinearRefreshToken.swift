/// A refresh token that was issued, and what became of it.
struct LinearRefreshToken: Codable, Sendable {
    let grantID: String
    var rotation: Rotation?

    /// Its first use: a replay inside the grace period is answered with the same tokens.
    struct Rotation: Codable, Sendable {
        let at: Moment
        let refreshToken: String
        let accessToken: String
    }
}
