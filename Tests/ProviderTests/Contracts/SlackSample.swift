import Foundation

/// An answer of Slack's own samples, whose values are blank: here every text is where it stands (`profile.display_name`).
///
/// What is read of such an answer tells by itself where it was found.
struct SlackSample {
    private var content: [String: Any]

    /// - Parameter changed: what a text has to be, by where it stands.
    init(_ method: String, _ changed: [String: Any] = [:]) throws {
        let sample = try Contracts.json("slack-samples/\(method).json")
        content = Self.filled(sample, at: "", changed) as? [String: Any] ?? [:]
        content["ok"] = true
        // The samples hold every key there ever is; these come with a fault alone.
        for key in ["error", "needed", "provided"] { content[key] = nil }
    }

    private static func filled(_ value: Any, at place: String, _ changed: [String: Any]) -> Any {
        if let other = changed[place] { return other }
        switch value {
        case let object as [String: Any]:
            let pairs = object.map { ($0, filled($1, at: place.isEmpty ? $0 : "\(place).\($0)", changed)) }
            return Dictionary(uniqueKeysWithValues: pairs)
        case let list as [Any]: return list.map { filled($0, at: place, changed) }
        case is String: return place
        default: return value
        }
    }

    /// The same without one of its keys, given as `a.b`; of the elements of a list, each.
    func without(_ place: String) -> SlackSample {
        var copy = self
        copy.content = Self.removing(place.split(separator: ".").map(String.init)[...], from: content) as? [String: Any] ?? [:]
        return copy
    }

    private static func removing(_ place: ArraySlice<String>, from value: Any) -> Any {
        guard let key = place.first else { return value }
        if let list = value as? [Any] { return list.map { removing(place, from: $0) } }
        guard var object = value as? [String: Any] else { return value }
        object[key] = place.count == 1 ? nil : object[key].map { removing(place.dropFirst(), from: $0) }
        return object
    }

    var text: String {
        (try? JSONSerialization.data(withJSONObject: content)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
