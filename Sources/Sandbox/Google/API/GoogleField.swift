/// What a field of a JSON body may hold. A field the discovery document does not have is an error: a misspelt one would be lost in silence.
indirect enum GoogleField: Sendable {
    case text
    case flag
    case number
    case list(GoogleField)
    case object([String: GoogleField])
    /// Names of the client's choice, text as values.
    case map
    /// Known to the API, and neither read nor checked here.
    case ignored

    /// The members that have a value, `null` being none, when every one is known and of its kind.
    static func members(of json: JSON, _ fields: [String: GoogleField], at path: String) throws(GoogleFault) -> [String: JSON] {
        guard case .object(let members) = json else { throw mismatch(path, "an object") }
        var known: [String: JSON] = [:]
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            let place = path.isEmpty ? name : "\(path).\(name)"
            guard let field = fields[name] else { throw .unknownName(place) }
            guard value != .null else { continue }
            try field.check(value, at: place)
            if case .ignored = field { continue }
            known[name] = value
        }
        return known
    }

    private func check(_ value: JSON, at path: String) throws(GoogleFault) {
        switch (self, value) {
        case (.ignored, _), (.text, .string), (.flag, .bool), (.number, .int):
            return
        case (.list(let element), .array(let values)):
            for (index, value) in values.enumerated() { try element.check(value, at: "\(path)[\(index)]") }
        case (.object(let fields), .object):
            _ = try Self.members(of: value, fields, at: path)
        case (.map, .object(let members)):
            for (name, value) in members where value.string == nil { throw Self.mismatch("\(path).\(name)", "text") }
        case (.text, _): throw Self.mismatch(path, "text")
        case (.flag, _): throw Self.mismatch(path, "true or false")
        case (.number, _): throw Self.mismatch(path, "a whole number")
        case (.list, _): throw Self.mismatch(path, "a list")
        case (.object, _), (.map, _): throw Self.mismatch(path, "an object")
        }
    }

    private static func mismatch(_ path: String, _ kind: String) -> GoogleFault {
        GoogleFault(
            code: 400, message: "Invalid value at '\(path.isEmpty ? "body" : path)': it must be \(kind).", reason: "badRequest",
            status: "INVALID_ARGUMENT")
    }
}
