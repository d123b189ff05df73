import Foundation

/// What is different for one account; where it says nothing, the settings for all hold.
package struct GoogleAccountSettings: Codable, Sendable {
    package var accessTokenLifetime: Int?
    package var answerDelay: Int?
    /// They come before those for all.
    package var failNext: [OrderedFailure] = []
    package var rateLimitNext = 0
    package var testingMode: Bool?

    package init() {}

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case accessTokenLifetime = "access_token_lifetime"
        case answerDelay = "answer_delay_ms"
        case failNext = "fail_next"
        case rateLimitNext = "rate_limit_next"
        case testingMode = "testing_mode"
    }

    /// These settings with the given ones in their place; `null` takes one back.
    func changed(by changes: [String: JSON]) throws -> GoogleAccountSettings {
        if let unknown = changes.keys.first(where: { CodingKeys(rawValue: $0) == nil }) { throw SandboxError.unknownSetting(unknown) }
        return try Self.merge(self, changes)
    }

    static func merge<Settings: Codable>(_ settings: Settings, _ changes: [String: JSON]) throws -> Settings {
        guard case .object(let current) = try JSON(encoding: settings) else { return settings }
        let merged = JSON.object(current.merging(changes) { _, new in new })
        do {
            return try JSONDecoder().decode(Settings.self, from: Data(merged.text.utf8))
        } catch {
            throw SandboxError.unreadableSetting
        }
    }
}
