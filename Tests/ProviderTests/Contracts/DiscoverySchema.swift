import Domain
import Foundation

/// The schemas of a discovery document, which are JSON Schema of 2010 with Google's own formats.
///
/// <https://developers.google.com/discovery/v1/type-format>
struct DiscoverySchema {
    private let schemas: [String: [String: Any]]

    init(_ document: [String: Any]) {
        schemas = document["schemas"] as? [String: [String: Any]] ?? [:]
    }

    func faults(of value: Any, as name: String) -> [String] { faults(of: value, ["$ref": name], at: name) }

    private func faults(of value: Any, _ schema: [String: Any], at place: String) -> [String] {
        if let name = schema["$ref"] as? String {
            return schemas[name].map { faults(of: value, $0, at: name) } ?? ["\(place): no schema \(name)"]
        }
        switch schema["type"] as? String {
        case "object":
            guard let object = value as? [String: Any] else { return ["\(place) is no object"] }
            let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
            let others = schema["additionalProperties"] as? [String: Any]
            return object.flatMap { key, value in
                (properties[key] ?? others).map { faults(of: value, $0, at: "\(place).\(key)") } ?? ["\(place) has no \(key)"]
            }
        case "array":
            guard let list = value as? [Any], let items = schema["items"] as? [String: Any] else { return ["\(place) is no list"] }
            return list.flatMap { faults(of: $0, items, at: place) }
        case "string":
            guard let text = value as? String else { return ["\(place) is no text"] }
            return Self.faults(ofText: text, schema, at: place)
        case "boolean": return Contracts.isFlag(value) ? [] : ["\(place) is no flag"]
        case "any": return []
        default:
            guard Contracts.isNumber(value) else { return ["\(place) is no number"] }
            return Self.faults(ofText: "\(value)", schema, at: place)
        }
    }

    /// Of a value as text, which is how all stand in an address, and numbers of 64 bits in JSON.
    static func faults(ofText text: String, _ schema: [String: Any], at place: String) -> [String] {
        if let values = schema["enum"] as? [String], !values.contains(text) { return ["\(place) cannot be \(text)"] }
        if let pattern = (schema["pattern"] as? String).flatMap({ try? Regex($0) }), text.wholeMatch(of: pattern) == nil {
            return ["\(place) does not match"]
        }
        switch (schema["type"] as? String, schema["format"] as? String) {
        case ("boolean", _): return ["true", "false"].contains(text) ? [] : ["\(place) is no flag"]
        case ("integer", _), ("string", "int64"), ("string", "uint64"):
            guard let number = Int(text) else { return ["\(place) is no whole number"] }
            let least = (schema["minimum"] as? String).flatMap { Int($0) } ?? .min
            let most = (schema["maximum"] as? String).flatMap { Int($0) } ?? .max
            return number < least || number > most ? ["\(place) is out of range"] : []
        case ("number", _): return Double(text) == nil ? ["\(place) is no number"] : []
        case ("string", "date"): return Day(text) == nil ? ["\(place) is no date"] : []
        case ("string", "date-time"):
            return (try? Date(text, strategy: .iso8601)) == nil ? ["\(place) is no moment"] : []
        case ("string", "byte"): return Base64URL.decode(text) == nil ? ["\(place) is not base64url"] : []
        default: return []
        }
    }
}
