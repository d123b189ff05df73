import Foundation

/// One of Google's discovery documents: which requests there are, at which host, what they take, and which scopes open them.
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

    /// Everything that is wrong with a request.
    ///
    /// - Parameters:
    ///   - body: its JSON, which of an upload is the first part; `nil` where there is none.
    ///   - scopes: all that the token carries.
    func faults(of asked: Script.Asked, body: [String: Any]?, scopes: Set<String>) -> [String] {
        let root = document["rootUrl"] as? String ?? ""
        guard let host = asked.request.authority, "\(asked.request.scheme ?? "")://\(host)/" == root else {
            return ["\(asked.request.authority ?? "") is not \(root)"]
        }
        guard let (method, isUpload) = method(of: asked) else { return ["there is no \(asked.request.method) \(asked.path)"] }
        var faults = parameters(asked, method, isUpload: isUpload)
        switch (body, (method["request"] as? [String: Any])?["$ref"] as? String) {
        case (let body?, let schema?): faults += DiscoverySchema(document).faults(of: body, as: schema)
        case (nil, nil): break
        case (_, let schema): faults.append(schema.map { "no body, which is a \($0)" } ?? "a body, which is not taken")
        }
        let opening = Set(method["scopes"] as? [String] ?? [])
        if opening.isDisjoint(with: scopes) { faults.append("not opened by \(scopes.sorted().joined(separator: " "))") }
        return faults
    }

    private func parameters(_ asked: Script.Asked, _ method: [String: Any], isUpload: Bool) -> [String] {
        let own = method["parameters"] as? [String: [String: Any]] ?? [:]
        var known = (document["parameters"] as? [String: [String: Any]] ?? [:]).merging(own) { $1 }
        known = known.filter { $0.value["location"] as? String != "path" }
        // Documented of uploads in general, and in no method's list.
        if isUpload { known["uploadType"] = ["type": "string", "enum": ["media", "multipart", "resumable"]] }
        let missing = known.filter { $0.value["required"] as? Bool == true && asked.query[$0.key] == nil }.keys.map { "\($0) is missing" }
        return missing
            + asked.query.flatMap { name, value in
                known[name].map { DiscoverySchema.faults(ofText: value, $0, at: name) } ?? ["no parameter \(name)"]
            }
    }

    private func method(of asked: Script.Asked) -> (method: [String: Any], isUpload: Bool)? {
        let base = "/" + (document["servicePath"] as? String ?? "")
        for method in methods where method["httpMethod"] as? String == asked.request.method.rawValue {
            let upload =
                ((method["mediaUpload"] as? [String: Any])?["protocols"] as? [String: [String: Any]])?["simple"]?["path"] as? String
            if Self.matches(asked.path, base + (method["path"] as? String ?? "")) { return (method, false) }
            if let upload, Self.matches(asked.path, upload) { return (method, true) }
        }
        return nil
    }

    private static func matches(_ path: String, _ template: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let pattern = template.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == pattern.count && zip(parts, pattern).allSatisfy { $1.hasPrefix("{") ? !$0.isEmpty : $0 == $1 }
    }
}
