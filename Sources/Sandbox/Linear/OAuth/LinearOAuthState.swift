/// Everything the authorization server remembers.
struct LinearOAuthState: Codable, Sendable {
    var tickets: [String: LinearTicket] = [:]
    var codes: [String: LinearCode] = [:]
    var grants: [String: LinearGrant] = [:]
    var accessTokens: [String: LinearAccessToken] = [:]
    var refreshTokens: [String: LinearRefreshToken] = [:]
    /// Every code and token ever issued, in order.
    var issuedSecrets: [String] = []
    var tokenRequests = 0
    /// How often a token was revoked by the client's wish.
    var revocations = 0

    /// The grant of a token that can be used now.
    func liveGrant(ofAccessToken token: String, at now: Moment) -> LinearGrant? {
        guard let issued = accessTokens[token], now < issued.expiresAt, let grant = grants[issued.grantID], !grant.hasEnded else {
            return nil
        }
        return grant
    }

    /// Whose a code or token is, or was.
    func user(ofSecret secret: String) -> String? {
        codes[secret]?.userID ?? (accessTokens[secret]?.grantID ?? refreshTokens[secret]?.grantID).flatMap { grants[$0]?.userID }
    }

    mutating func end(grant id: String) {
        grants[id]?.hasEnded = true
    }

    mutating func note(secret: String) -> String {
        issuedSecrets.append(secret)
        return secret
    }
}
