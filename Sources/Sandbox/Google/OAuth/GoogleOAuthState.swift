/// Everything the authorization server remembers.
struct GoogleOAuthState: Codable, Sendable {
    var tickets: [String: GoogleTicket] = [:]
    var codes: [String: GoogleCode] = [:]
    var grants: [String: GoogleGrant] = [:]
    var accessTokens: [String: GoogleAccessToken] = [:]
    var refreshTokens: [String: GoogleRefreshToken] = [:]
    /// Every code and token ever issued, in order.
    var issuedSecrets: [String] = []
    var tokenRequests = 0
    /// How often a client revoked a grant.
    var revocations = 0
    /// How often an account withdrew one.
    var withdrawals = 0
    /// Signs ID tokens; 32 bytes in base64url, made at the first use.
    var signingKey: String?

    var liveGrants: [GoogleGrant] {
        grants.values.filter { !$0.hasEnded }.sorted { ($0.accountID, $0.clientID) < ($1.accountID, $1.clientID) }
    }

    func grant(client: String, account: String) -> GoogleGrant? {
        grants.values.first { $0.clientID == client && $0.accountID == account && !$0.hasEnded }
    }

    /// A token that can be used now.
    func liveAccess(_ token: String, at now: Moment) -> (token: GoogleAccessToken, grant: GoogleGrant)? {
        guard let issued = accessTokens[token], now < issued.expiresAt, let grant = grants[issued.grantID], !grant.hasEnded else {
            return nil
        }
        return (issued, grant)
    }

    /// Whom a code or a token belongs to, dead ones included.
    func account(ofSecret secret: String) -> String? {
        if let code = codes[secret] { return code.accountID }
        return (accessTokens[secret]?.grantID ?? refreshTokens[secret]?.grantID).flatMap { grants[$0]?.accountID }
    }

    mutating func end(grant id: String) {
        grants[id]?.hasEnded = true
    }

    /// Ends the account's grants; without a client, all of them.
    mutating func withdraw(account: String, client: String?) -> Int {
        let ending = liveGrants.filter { $0.accountID == account && (client == nil || $0.clientID == client) }
        for grant in ending { end(grant: grant.id) }
        withdrawals += ending.count
        return ending.count
    }

    /// The account changed its password: refresh tokens with a Gmail scope die, the others live on.
    mutating func changePassword(of account: String) -> Int {
        let dying = refreshTokens.filter { _, token in
            !token.isDead && grants[token.grantID]?.accountID == account && token.scopes.contains(where: \.isGmail)
        }
        for token in dying.keys { refreshTokens[token]?.isDead = true }
        return dying.count
    }

    mutating func note(secret: String) -> String {
        issuedSecrets.append(secret)
        return secret
    }
}
