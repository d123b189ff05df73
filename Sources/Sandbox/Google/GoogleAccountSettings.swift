import Foundation

/// What is different for one account; where it says nothing, the settings for all hold.
package struct GoogleAccountSettings: Codable, Sendable {
    package var accessTokenLifetime: Int?
    package var answerDelay: Int?
    package var clockSkew: Int?
    /// They come before those for all.
    package var failNext: [OrderedFailure] = []
    package var rateLimitNext = 0
    package var testingMode: Bool?

    package init() {}

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case accessTokenLifetime = "access_token_lifetime"
        case answerDelay = "answer_delay_ms"
        case clockSkew = "clock_skew"
        case failNext = "fail_next"
        case rateLimitNext = "rate_limit_next"
        case testingMode = "testing_mode"
    }

    /// These settings with the given ones in their place; `null` takes one back.
    func changed(by changes: [String: JSON]) throws -> GoogleAccountSettings {
        if let unknown = changes.keys.first(where: { CodingKeys(rawValue: $0) == nil }) { throw SandboxError.unknownSetting(unknown) }
        return try SettingsMerge.merged(self, changes)
    }
}
