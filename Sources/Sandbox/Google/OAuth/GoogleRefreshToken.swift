/// A refresh token that was issued. It does not rotate.
struct GoogleRefreshToken: Codable, Sendable {
    let grantID: String
    let scopes: [GoogleScope]
    /// Counts tokens, so that the oldest is known.
    let number: Int
    /// Of an application in testing.
    let expiresAt: Moment?
    var lastUsedAt: Moment
    /// Pushed out by a newer one, or by a change of password.
    var isDead = false

    static let testingLifetime = 7 * 86_400
    /// Six months without use.
    static let idleLifetime = 183 * 86_400

    func isUsable(at now: Moment) -> Bool {
        !isDead && now < lastUsedAt.adding(seconds: Self.idleLifetime) && expiresAt.map { now < $0 } ?? true
    }
}
