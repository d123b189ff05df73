import Foundation

/// What is different for one account; where it says nothing, the settings for all hold.
package struct LinearAccountSettings: Codable, Sendable {
    package var accessTokenLifetime: Int?
    package var rotationGrace: Int?
    package var answerDelay: Int?
    package var clockSkew: Int?
    /// They come before those for all.
    package var failNext: [OrderedFailure] = []
    package var rateLimitNext = 0

    package init() {}

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case accessTokenLifetime = "access_token_lifetime"
        case rotationGrace = "rotation_grace"
        case answerDelay = "answer_delay_ms"
        case clockSkew = "clock_skew"
        case failNext = "fail_next"
        case rateLimitNext = "rate_limit_next"
    }

    /// These settings with the given ones in their place, `null` taking one back; an error for one that does not exist or makes no sense.
    func changed(by changes: [String: JSON]) throws -> LinearAccountSettings {
        if let unknown = changes.keys.first(where: { CodingKeys(rawValue: $0) == nil }) { throw SandboxError.unknownSetting(unknown) }
        let settings = try SettingsMerge.merged(self, changes)
        let numbers = [settings.accessTokenLifetime, settings.rotationGrace, settings.answerDelay, settings.rateLimitNext]
        guard numbers.allSatisfy({ $0 ?? 0 >= 0 }) else { throw SandboxError.unreadableSetting }
        return settings
    }
}
