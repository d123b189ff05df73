import Foundation

/// JSON in a text column, with sorted keys so that equal values are equal text.
package enum JSONText {
    package static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    package static func decode<Decoded: Decodable>(_ type: Decoded.Type, from text: String, column: String) throws -> Decoded {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw StorageError.unreadable(column: column)
        }
    }
}
