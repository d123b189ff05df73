import Domain

/// The fields in which a token endpoint hands out one chain of tokens (RFC 6749, section 5.1).
struct TokenFields: Decodable {
    var accessToken: String
    var tokenType: String
    var expiresIn: Double?
    var refreshToken: String?
    var scope: ScopeList?

    /// Longer than any provider's token, short enough to keep.
    private static let limit = 16_384

    /// - Parameter types: what the token may call itself, in lower case.
    /// - Returns: `nil` when a field holds what cannot be.
    func grant(types: Set<String>) -> Grant? {
        guard types.contains(tokenType.lowercased()), (1...Self.limit).contains(accessToken.utf8.count) else { return nil }
        if let refreshToken, !(1...Self.limit).contains(refreshToken.utf8.count) { return nil }
        if let expiresIn, expiresIn <= 0 { return nil }
        return Grant(
            accessToken: Secret(accessToken), refreshToken: refreshToken.map { Secret($0) },
            lifetime: expiresIn.map { Int(min($0, 10 * 365 * 86400)) }, scopes: scope?.set
        )
    }
}
