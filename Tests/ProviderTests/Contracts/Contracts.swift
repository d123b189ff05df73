import Foundation

/// The descriptions that providers publish of their interfaces, where they lie beside the repository.
enum Contracts {
    static let folder = URL(filePath: #filePath).appending(path: "../../../../../shared/contracts").standardized

    static let skipped = "skipped: the providers' published contracts are not in ../shared/contracts"

    static func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: name).path()) }

    static func text(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }

    static func json(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: folder.appending(path: name))
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }
}
