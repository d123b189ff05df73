/// What a method was called with: from the query, a form or a JSON object.
struct SlackArguments: Sendable {
    private var values: [String: JSON]
    private(set) var warnings: [String] = []

    /// - Parameter readsJSON: Methods that only read take no JSON body; at Slack they leave it unread.
    init(_ request: SimulationRequest, readsJSON: Bool) throws(SlackFault) {
        values = try Self.fields(request.parameters)
        guard !request.body.isEmpty else { return }
        switch request.contentType {
        case nil:
            throw SlackFault("missing_post_type")
        case "application/x-www-form-urlencoded":
            if request.charset != nil { warnings.append("superfluous_charset") }
            try add(Self.fields(request.form))
        case "application/json":
            guard readsJSON else { throw SlackFault("invalid_arguments", "[ERROR] this method does not read a JSON body") }
            try add(try json(of: request))
        default:
            throw SlackFault("invalid_post_type")
        }
    }

    private mutating func json(of request: SimulationRequest) throws(SlackFault) -> [String: JSON] {
        switch request.charset {
        case nil: warnings.append("missing_charset")
        case "utf-8": break
        default: throw SlackFault("invalid_charset")
        }
        guard let value = JSON(text: request.body) else { throw SlackFault("invalid_json") }
        guard case .object(let members) = value else { throw SlackFault("json_not_object") }
        if members["token"] != nil { throw SlackFault("not_authed", "[ERROR] with a JSON body the token belongs in the header") }
        return members
    }

    private mutating func add(_ members: [String: JSON]) throws(SlackFault) {
        if let doubled = members.keys.first(where: { values[$0] != nil }) { throw Self.doubled(doubled) }
        values.merge(members) { first, _ in first }
    }

    private static func fields(_ form: Form?) throws(SlackFault) -> [String: JSON] {
        guard let form else { throw SlackFault("invalid_form_data") }
        if let doubled = form.doubled { throw Self.doubled(doubled) }
        return Dictionary(form.fields.filter { !$0.value.isEmpty }.map { ($0.name, .string($0.value)) }) { first, _ in first }
    }

    private static func doubled(_ name: String) -> SlackFault {
        SlackFault("invalid_arguments", "[ERROR] \(name) was given more than once")
    }

    var names: Set<String> { Set(values.keys) }

    func has(_ name: String) -> Bool { values[name].map { $0 != .null } ?? false }

    /// Numbers and truth values count as the text they would be in a form; nothing when it is empty or a structure.
    func string(_ name: String) -> String? {
        switch values[name] {
        case .string(let text): text.isEmpty ? nil : text
        case .int(let number): String(number)
        case .bool(let value): String(value)
        default: nil
        }
    }

    func required(_ name: String) throws(SlackFault) -> String {
        guard let value = string(name) else { throw SlackFault.missingArgument(name) }
        return value
    }

    func flag(_ name: String, default value: Bool = false) throws(SlackFault) -> Bool {
        switch string(name) {
        case nil: value
        case "true", "1": true
        case "false", "0": false
        default: throw SlackFault("invalid_arguments", "[ERROR] must be a boolean [json-pointer:/\(name)]")
        }
    }

    func number(_ name: String) throws(SlackFault) -> Int? {
        guard let text = string(name) else { return nil }
        guard let number = Int(text) else { throw SlackFault("invalid_arguments", "[ERROR] must be a number [json-pointer:/\(name)]") }
        return number
    }

    /// A structure, which a form carries as JSON in text; nothing when it is neither.
    func structure(_ name: String) -> JSON? {
        if case .string(let text)? = values[name] { JSON(text: text) } else { values[name] }
    }

    /// The answer with what Slack grumbles about.
    func addingWarnings(to answer: Answer) -> Answer {
        guard !warnings.isEmpty, case .object(var body)? = JSON(text: answer.body) else { return answer }
        body["warning"] = .string(warnings.joined(separator: ","))
        var metadata: [String: JSON] = [:]
        if case .object(let members)? = body["response_metadata"] { metadata = members }
        metadata["warnings"] = .array(warnings.map(JSON.string))
        body["response_metadata"] = .object(metadata)
        var answer = answer
        answer.body = JSON.object(body).text
        return answer
    }

    mutating func warn(_ warning: String) {
        warnings.append(warning)
    }
}
