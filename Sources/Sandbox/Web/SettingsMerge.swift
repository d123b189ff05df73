import Foundation

/// Changes some settings of many by their names over HTTP.
enum SettingsMerge {
    /// - Throws: ``SandboxError/unreadableSetting`` for a value of another type.
    static func merged<Settings: Codable>(_ settings: Settings, _ changes: [String: JSON]) throws -> Settings {
        guard case .object(let current) = try JSON(encoding: settings) else { return settings }
        let merged = JSON.object(current.merging(changes) { _, new in new })
        do {
            return try JSONDecoder().decode(Settings.self, from: Data(merged.text.utf8))
        } catch {
            throw SandboxError.unreadableSetting
        }
    }
}
