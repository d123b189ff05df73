import Foundation

/// One of Google's discovery documents: which requests there are, what they take, and which scopes open them.
struct Discovery {
    private let document: [String: Any]
    private let methods: [[String: Any]]

    init(_ name: String) throws {
        document = try Contracts.json(name)
        func methods(in resource: [String: Any]) -> [[String: Any]] {
            let own = (resource["methods"] as? [String: [String: Any]]).map { Array($0.values) } ?? []
            let inner = (resource["resources"] as? [String: [String: Any]]).map { Array($0.values) } ?? []
            return own + inner.flatMap(methods)
        }
        self.methods = methods(in: document)
    }

    /// Everything that is wrong with a request; the scopes that open it.
    func check(_ asked: Script.Asked, body: [String: Any]?) -> (faults: [String], scopes: Set<String>) {
        guard let (method, isUpload) = method(of: asked) else {
            return (["there is no \(asked.request.method) \(asked.path)"], [])
        }
        var faults: [String] = []
        let common = (document["parameters"] as? [String: Any] ?? [:]).keys
        let known = Set((method["parameters"] as? [String: Any] ?? [:]).keys).union(common).union(isUpload ? ["uploadType"] : [])
        faults += asked.query.keys.filter { !known.contains($0) }.map { "no parameter \($0)" }
        for (name, parameter) in method["parameters"] as? [String: [String: Any]] ?? [:] where asked.query[name] != nil {
            let values = parameter["enum"] as? [String]
            if let values, !values.contains(asked.query[name] ?? "") { faults.append("\(name) cannot be \(asked.query[name] ?? "")") }
        }
        if let body, let schema = (method["request"] as? [String: String])?["$ref"] {
            faults += check(body, schema: ["$ref": schema], at: schema)
        }
        return (faults, Set(method["scopes"] as? [String] ?? []))
    }

    private func method(of asked: Script.Asked) -> (method: [String: Any], isUpload: Bool)? {
        let base = (document["servicePath"] as? String).map { "/" + $0 } ?? "/"
        for method in methods where method["httpMethod"] as? String == asked.request.method.rawValue {
            let upload =
                ((method["mediaUpload"] as? [String: Any])?["protocols"] as? [String: [String: Any]])?["simple"]?["path"] as? String
            if Self.matches(asked.path, base + (method["path"] as? String ?? "")) { return (method, false) }
            if let upload, Self.matches(asked.path, upload) { return (method, true) }
        }
        return nil
    }

    private static func matches(_ path: String, _ template: String) -> Bool {
        let parts = path.split(separator: "/")
        let pattern = template.split(separator: "/")
        return parts.count == pattern.count && zip(parts, pattern).allSatisfy { $1.hasPrefix("{") || $0 == $1 }
    }

    private func check(_ value: Any, schema: [String: Any], at place: String) -> [String] {
        if let name = schema["$ref"] as? String {
            let schemas = document["schemas"] as? [String: [String: Any]] ?? [:]
            return schemas[name].map { check(value, schema: $0, at: name) } ?? ["\(place): no schema \(name)"]
        }
        switch schema["type"] as? String {
        case "object":
            guard let object = value as? [String: Any] else { return ["\(place) is no object"] }
            let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
            let others = schema["additionalProperties"] as? [String: Any]
            return object.flatMap { key, value in
                (properties[key] ?? others).map { check(value, schema: $0, at: "\(place).\(key)") } ?? ["\(place) has no \(key)"]
            }
        case "array":
            guard let list = value as? [Any], let items = schema["items"] as? [String: Any] else { return ["\(place) is no list"] }
            return list.flatMap { check($0, schema: items, at: place) }
        case "string":
            guard let text = value as? String else { return ["\(place) is no text"] }
            return schema["format"] as? String == "date" && text.wholeMatch(of: /\d{4}-\d\d-\d\d/) == nil ? ["\(place) is no date"] : []
        case "boolean": return value is Bool ? [] : ["\(place) is no flag"]
        default: return value is NSNumber ? [] : ["\(place) is no number"]
        }
    }
}
