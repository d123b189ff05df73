import Connections
import Foundation
import Vault

/// Keys in words, for whoever runs the server.
enum KeyWords {
    static func message(_ error: VaultError) -> String {
        switch error {
        case .keyFile(let reason): "The encryption keys cannot be used: \(reason)."
        case .malformedKey: "The encryption keys cannot be used: every key has to be 32 bytes in base64."
        case .unavailable(let reason):
            "The encryption keys are temporarily unavailable: \(reason). Nothing was changed and nothing is lost; try again."
        case .unknownKey(let id): "The encryption key \(id) is not here. Put it back; nothing was changed."
        case .tampered: "A key in the database was changed or belongs elsewhere, and does not open. Nothing was changed."
        }
    }

    static func status(_ status: KeyStatus) -> String {
        var lines = status.keys.map(line)
        lines.append("")
        if status.missing.isEmpty {
            lines.append("Every data key can be opened with the keys that are here.")
        } else {
            lines.append(
                "Missing: \(status.missing.map(\.id).joined(separator: ", ")). Put it back, or see: meeting-intelligence keys lost --help")
        }
        if status.outdated > 0 {
            lines.append("\(count(status.outdated, "data key")) not under the newest key yet: meeting-intelligence keys rotate")
        } else if !status.unneeded.isEmpty {
            lines.append(
                "\(status.unneeded.map(\.id).joined(separator: ", ")) may be removed; keep a copy for as long as you keep backups made before."
            )
        }
        lines.append("Keys last rotated: \(rotation(status.lastRotation)). Data keys last rotated: \(rotation(status.lastDataRotation)).")
        return lines.joined(separator: "\n")
    }

    private static func line(_ key: KeyStatus.Key) -> String {
        let state = key.isCurrent ? "newest " : key.isHeld ? "older  " : "MISSING"
        let use = key.dataKeys == 0 ? "wraps nothing" : "wraps \(count(key.dataKeys, "data key"))"
        return "\(key.id)  \(state)  \(use)"
    }

    private static func rotation(_ rotation: KeyStatus.Rotation?) -> String {
        guard let rotation else { return "never" }
        guard let finished = rotation.finishedAt else {
            return "begun \(rotation.startedAt.formatted(.iso8601)) and not finished; run it again and it goes on"
        }
        return finished.formatted(.iso8601)
    }

    static func report(_ report: KeyReport) -> String {
        var lines = ["\(count(report.dataKeys, "data key")) and \(count(report.fields, "sealed field")) examined."]
        for (id, number) in report.lostDataKeys.sorted(by: { $0.key < $1.key }) {
            lines.append("\(count(number, "data key")) cannot be opened: the key \(id) is missing, or they were changed.")
        }
        for (field, number) in report.lostFields.sorted(by: { $0.key < $1.key }) {
            lines.append("\(count(number, "field")) \(field) cannot be opened.")
        }
        if report.isWhole { lines.append("Everything can be opened.") }
        return lines.joined(separator: "\n")
    }

    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
