import Foundation

/// How the simulated Linear behaves; a test or the index page may change it.
package struct LinearSettings: Codable, Sendable {
    /// Seconds. Read when a token is issued.
    package var accessTokenLifetime = 86_399
    /// Seconds in which a used refresh token still gives its successor.
    package var rotationGrace = 1_800
    /// The work is done, then the answer is held this many milliseconds.
    package var answerDelay = 0
    /// The failures to come, first one first.
    package var failNext: [OrderedFailure] = []
    /// How many GraphQL calls to come are answered as rate-limited.
    package var rateLimitNext = 0
    /// Seconds the provider's clock is ahead of ours, or behind where negative: in every moment it names.
    package var clockSkew: Int?
    /// The quota of one grant, from its next hour on.
    package var requestsPerHour = 5_000
    /// The quota of one grant, from its next hour on.
    package var complexityPerHour = 2_000_000

    /// Over HTTP, and in the state file.
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case accessTokenLifetime = "access_token_lifetime"
        case rotationGrace = "rotation_grace"
        case answerDelay = "answer_delay_ms"
        case failNext = "fail_next"
        case rateLimitNext = "rate_limit_next"
        case clockSkew = "clock_skew"
        case requestsPerHour = "requests_per_hour"
        case complexityPerHour = "complexity_per_hour"
    }

    /// These settings with the given ones in their place; an error for one that does not exist or has another type.
    func changed(by changes: [String: JSON]) throws -> LinearSettings {
        if let unknown = changes.keys.first(where: { CodingKeys(rawValue: $0) == nil }) { throw SandboxError.unknownSetting(unknown) }
        return try SettingsMerge.merged(self, changes)
    }
}
