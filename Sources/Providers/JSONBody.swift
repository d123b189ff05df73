import Foundation

/// A request's JSON, the same bytes for the same value every time.
enum JSONBody {
    static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Encoding fails only for numbers JSON cannot write, and nothing that is sent holds one.
        return (try? encoder.encode(value)).map(Array.init) ?? []
    }
}
