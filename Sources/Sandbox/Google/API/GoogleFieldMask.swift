/// The `fields` parameter: `id,name`, `files(id,webViewLink)`, `files/id`, `*`.
struct GoogleFieldMask: Sendable {
    private let members: [String: GoogleFieldMask]
    private let isWhole: Bool

    init(_ text: String) throws(GoogleFault) {
        var rest = text.filter { $0 != " " }[...]
        self = try Self.selection(&rest)
        guard rest.isEmpty else { throw Self.fault(text) }
    }

    private init(members: [String: GoogleFieldMask] = [:], isWhole: Bool = false) {
        self.members = members
        self.isWhole = isWhole
    }

    func applied(to value: JSON) -> JSON {
        guard !isWhole else { return value }
        switch value {
        case .array(let values):
            return .array(values.map(applied))
        case .object(let known):
            return .object(Dictionary(members.compactMap { name, mask in known[name].map { (name, mask.applied(to: $0)) } }) { $1 })
        default:
            return value
        }
    }

    private static func selection(_ rest: inout Substring) throws(GoogleFault) -> GoogleFieldMask {
        var members: [String: GoogleFieldMask] = [:]
        var isWhole = false
        repeat {
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "*" || $0 == "_" }
            guard !name.isEmpty else { throw fault(String(rest)) }
            rest = rest.dropFirst(name.count)
            let mask = try below(&rest)
            if name == "*" { isWhole = true } else { members[String(name)] = mask }
        } while take(",", from: &rest)
        return GoogleFieldMask(members: members, isWhole: isWhole)
    }

    private static func below(_ rest: inout Substring) throws(GoogleFault) -> GoogleFieldMask {
        if take("/", from: &rest) {
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "*" }
            guard !name.isEmpty else { throw fault(String(rest)) }
            rest = rest.dropFirst(name.count)
            let mask = try below(&rest)
            return name == "*" ? GoogleFieldMask(isWhole: true) : GoogleFieldMask(members: [String(name): mask])
        }
        guard take("(", from: &rest) else { return GoogleFieldMask(isWhole: true) }
        let mask = try selection(&rest)
        guard take(")", from: &rest) else { throw fault(String(rest)) }
        return mask
    }

    private static func take(_ character: Character, from rest: inout Substring) -> Bool {
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func fault(_ text: String) -> GoogleFault {
        .invalid(parameter: "fields", "Invalid field selection \(text)")
    }
}
