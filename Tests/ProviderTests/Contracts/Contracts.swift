import Foundation
import Testing

/// The descriptions that providers publish of their interfaces, where they lie beside the repository.
enum Contracts {
    static let folder = URL(filePath: #filePath).appending(path: "../../../../../shared/contracts").standardized

    /// Why a test was skipped: which of these files is not there.
    static func skipped(_ names: String...) -> Comment {
        let missing = names.filter { !has($0) }.joined(separator: ", ")
        return Comment(rawValue: "skipped: \(missing.isEmpty ? "nothing" : missing) is not in ../shared/contracts")
    }

    static func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: name).path()) }

    static func text(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }

    static func json(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: folder.appending(path: name))
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    /// Whether a value of JSON is `true` or `false`; a number can be read as one too.
    static func isFlag(_ value: Any) -> Bool { (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false }

    /// Whether a value of JSON is a number, and no flag.
    static func isNumber(_ value: Any) -> Bool { value is NSNumber && !isFlag(value) }
}
