/// What a query parameter may be.
enum GoogleParameter: Sendable {
    case text
    case flag
    case number(ClosedRange<Int>)
    case one(of: [String])

    /// Every method has these.
    static let common: [String: GoogleParameter] = [
        "alt": .one(of: ["json"]), "fields": .text, "key": .text, "prettyPrint": .flag, "quotaUser": .text, "userIp": .text,
        "$.xgafv": .one(of: ["1", "2"]),
    ]

    func allows(_ value: String) -> Bool {
        switch self {
        case .text: true
        case .flag: value == "true" || value == "false"
        case .number(let range): Int(value).map(range.contains) ?? false
        case .one(let values): values.contains(value)
        }
    }
}
