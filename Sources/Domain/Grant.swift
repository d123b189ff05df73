package import struct Foundation.Date

/// What a provider's token endpoint gave: tokens, and what they are good for (RFC 6749, section 5.1).
package struct Grant: Sendable, Equatable {
    package var accessToken: Secret
    /// `nil` when the answer brought none; on a refresh the old one then stays in force (RFC 6749, section 6).
    package var refreshToken: Secret?
    /// Seconds from the answer until the access token ends; `nil` when the provider does not say.
    package var lifetime: Int?
    /// The scopes really granted; `nil` when the answer does not say, which means those asked for.
    package var scopes: Set<String>?
    /// Further chains of tokens that came in the same answer, each refreshed by itself, such as the `bot` beside the person at Slack.
    package var companions: [String: Grant]

    package init(
        accessToken: Secret, refreshToken: Secret? = nil, lifetime: Int? = nil, scopes: Set<String>? = nil,
        companions: [String: Grant] = [:]
    ) {
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.lifetime = lifetime
        self.scopes = scopes
        self.companions = companions
    }

    package func expiry(from now: Date) -> Date? {
        lifetime.map { now.addingTimeInterval(Double($0)) }
    }
}
