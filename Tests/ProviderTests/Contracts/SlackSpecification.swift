import Foundation

/// Slack's published description of its Web API: which methods there are, by which verb, what they take, and which scopes open them.
struct SlackSpecification {
    /// What Slack's pages of today say of a method and the description, which is of 2021, does not.
    struct Departure {
        var verb: String?
        /// Arguments that came later, with their types.
        var arguments: [String: String] = [:]
        /// Required there, and only of those who do not use what came later.
        var optional: Set<String> = []
    }

    static let file = "slack_web_openapi_v2_without_examples.json"

    /// The scopes of today that took the place of others (<https://docs.slack.dev/reference/scopes/chat.write>).
    private static let successors = ["chat:write:user": "chat:write", "chat:write:bot": "chat:write"]
    private static let types = ["public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"]

    private let paths: [String: [String: [String: Any]]]
    private let departures: [String: Departure]

    init(departures: [String: Departure]) throws {
        let all = try Contracts.json(Self.file)["paths"] as? [String: [String: Any]] ?? [:]
        paths = all.mapValues { $0.compactMapValues { $0 as? [String: Any] } }
        self.departures = departures
    }

    /// Everything that is wrong with a request.
    ///
    /// - Parameter scopes: those of the token it carries.
    func faults(of asked: Script.Asked, scopes: Set<String>) -> [String] {
        guard asked.request.scheme == "https", asked.request.authority == "slack.com", asked.path.hasPrefix("/api/") else {
            return ["\(asked.request.authority ?? "")\(asked.path) is not Slack's Web API"]
        }
        let method = String(asked.path.dropFirst("/api/".count))
        let departure = departures[method] ?? Departure()
        let verb = asked.request.method.rawValue.lowercased()
        guard let verbs = paths["/" + method] else { return ["there is no method \(method)"] }
        guard let operation = verbs[verb] ?? (departure.verb == verb ? verbs.values.first : nil) else {
            return ["\(method) takes no \(verb)"]
        }
        return arguments(asked, operation, departure).map { "\(method): \($0)" } + opening(asked, method, operation, scopes)
    }

    private func arguments(_ asked: Script.Asked, _ operation: [String: Any], _ departure: Departure) -> [String] {
        let parameters = operation["parameters"] as? [[String: Any]] ?? []
        let pairs = parameters.compactMap { parameter in (parameter["name"] as? String).map { ($0, parameter["type"] as? String ?? "") } }
        let known = Dictionary(pairs) { $1 }.merging(departure.arguments) { $1 }
        var given: [String: Any] = asked.query
        var faults: [String] = []
        if !asked.bytes.isEmpty {
            let kinds = operation["consumes"] as? [String] ?? []
            let kind = String((asked.header("Content-Type") ?? "none").prefix { $0 != ";" })
            if !kinds.contains(kind) { faults.append("a body cannot be \(kind)") }
            given.merge(kind == "application/json" ? asked.json : asked.form) { $1 }
        }
        // A token in an address ends up in logs; the header stands for it.
        if given["token"] != nil { faults.append("the token is an argument") }
        for (name, value) in given where name != "token" {
            guard let type = known[name] else {
                faults.append("no argument \(name)")
                continue
            }
            if !Self.fits(value, type, isStructured: ["blocks", "attachments"].contains(name)) { faults.append("\(name) is no \(type)") }
        }
        let required = parameters.filter { $0["required"] as? Bool == true }.compactMap { $0["name"] as? String }
        return faults + required.filter { $0 != "token" && given[$0] == nil && !departure.optional.contains($0) }.map { "\($0) is missing" }
    }

    /// - Parameter isStructured: whether it is JSON, which stands in a JSON body as it is and in a form as text.
    private static func fits(_ value: Any, _ type: String, isStructured: Bool) -> Bool {
        let text = value as? String
        return switch type {
        case "string": text != nil || isStructured && value is [Any]
        case "boolean": text.map { ["true", "false"].contains($0) } ?? Contracts.isFlag(value)
        case "integer": text.map { Int($0) != nil } ?? (Contracts.isNumber(value) && value is Int)
        case "number": text.map { Double($0) != nil } ?? Contracts.isNumber(value)
        default: value is [String: Any]
        }
    }

    private func opening(_ asked: Script.Asked, _ method: String, _ operation: [String: Any], _ scopes: Set<String>) -> [String] {
        let lists = (operation["security"] as? [[String: [String]]] ?? []).compactMap { $0["slackAuth"] }
        guard lists.contains(where: { $0 != ["none"] }) else {
            return operation["security"] == nil ? ["\(method) says nothing of scopes"] : []
        }
        guard asked.header("Authorization")?.hasPrefix("Bearer ") == true else { return ["\(method) needs a token"] }
        let opening = Set(lists.joined().map { Self.successors[$0] ?? $0 })
        guard !opening.isDisjoint(with: scopes) else {
            return ["\(method) is opened by \(opening.sorted().joined(separator: " or ")), not by \(scopes.sorted())"]
        }
        // Of the scopes that list conversations each opens one kind.
        let kinds = asked.query["types"]?.split(separator: ",").map(String.init) ?? []
        return kinds.filter { !scopes.contains("\(Self.types[$0] ?? $0):read") }.map {
            "\(method): \($0) is not opened by \(scopes.sorted())"
        }
    }
}

extension Script.Asked {
    /// The fields of a form that was sent.
    var form: [String: String] {
        var components = URLComponents()
        components.percentEncodedQuery = text.replacing("+", with: "%20")
        return Dictionary((components.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { $1 }
    }
}
