import Foundation

/// How the simulated Google behaves; a test or the index page may change it.
package struct GoogleSettings: Codable, Sendable {
    /// Seconds. Read when a token is issued.
    package var accessTokenLifetime = 3_599
    /// The work is done, then the answer is held this many milliseconds.
    package var answerDelay = 0
    /// Seconds the provider's clock is ahead of ours, or behind where negative: in the moments it names.
    package var clockSkew: Int?
    /// The failures to come, first one first.
    package var failNext: [OrderedFailure] = []
    /// How many calls of Gmail, Calendar and Drive to come are answered as rate-limited.
    package var rateLimitNext = 0
    /// 429, or the older 403 with a reason.
    package var rateLimitStatus = 429
    /// An application that is not published: refresh tokens issued from now on die after seven days.
    package var testingMode = false
    /// How many refresh tokens an account may have with one client before the oldest dies.
    package var refreshTokenLimit = 100

    /// Over HTTP, and in the state file.
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case accessTokenLifetime = "access_token_lifetime"
        case answerDelay = "answer_delay_ms"
        case clockSkew = "clock_skew"
        case failNext = "fail_next"
        case rateLimitNext = "rate_limit_next"
        case rateLimitStatus = "rate_limit_status"
        case testingMode = "testing_mode"
        case refreshTokenLimit = "refresh_token_limit"
    }

    /// These settings with the given ones in their place; an error for one that does not exist or has another type.
    func changed(by changes: [String: JSON]) throws -> GoogleSettings {
        if let unknown = changes.keys.first(where: { CodingKeys(rawValue: $0) == nil }) { throw SandboxError.unknownSetting(unknown) }
        let settings = try SettingsMerge.merged(self, changes)
        guard [429, 403].contains(settings.rateLimitStatus), settings.refreshTokenLimit > 0 else { throw SandboxError.unreadableSetting }
        return settings
    }
}
