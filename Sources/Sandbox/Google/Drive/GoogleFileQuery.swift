/// The `q` of a file search: `appProperties has { key='k' and value='v' }`, `name = 'x'`, `name contains 'x'`, `mimeType = 'x'`,
/// `trashed = false`, with `and` between them.
struct GoogleFileQuery: Sendable {
    private var terms: [Term] = []

    private enum Term: Sendable {
        case property(isApp: Bool, key: String, value: String)
        case name(String)
        /// A word of the name begins with it.
        case namePrefix(String)
        case mimeType(String, isEqual: Bool)
        case trashed(Bool)
    }

    init(_ text: String) throws(GoogleFault) {
        var rest = text[...]
        guard rest.contains(where: { !$0.isWhitespace }) else { return }
        repeat {
            guard let term = Self.term(&rest) else { throw Self.fault }
            terms.append(term)
        } while Self.take(/\s+and\s+/, from: &rest) != nil
        guard rest.allSatisfy(\.isWhitespace) else { throw Self.fault }
    }

    func matches(_ file: GoogleDocument) -> Bool {
        terms.allSatisfy { term in
            switch term {
            case .property(let isApp, let key, let value): (isApp ? file.appProperties : file.properties)[key] == value
            case .name(let name): file.name == name
            case .namePrefix(let text): file.name.lowercased().split(separator: " ").contains { $0.hasPrefix(text.lowercased()) }
            case .mimeType(let type, let isEqual): (file.mimeType == type) == isEqual
            case .trashed(let isTrashed): !isTrashed
            }
        }
    }

    private static func term(_ rest: inout Substring) -> Term? {
        let pair = /\s*(appProperties|properties)\s+has\s*\{\s*key\s*=\s*'((?:[^'\\]|\\.)*)'\s+and\s+value\s*=\s*'((?:[^'\\]|\\.)*)'\s*\}/
        if let match = take(pair, from: &rest) {
            return .property(isApp: match.1 == "appProperties", key: plain(match.2), value: plain(match.3))
        }
        if let match = take(/\s*trashed\s*=\s*(true|false)/, from: &rest) { return .trashed(match.1 == "true") }
        if let match = take(/\s*name\s*=\s*'((?:[^'\\]|\\.)*)'/, from: &rest) { return .name(plain(match.1)) }
        if let match = take(/\s*name\s+contains\s+'((?:[^'\\]|\\.)*)'/, from: &rest) { return .namePrefix(plain(match.1)) }
        if let match = take(/\s*mimeType\s*(!?=)\s*'((?:[^'\\]|\\.)*)'/, from: &rest) {
            return .mimeType(plain(match.2), isEqual: match.1 == "=")
        }
        return nil
    }

    private static func take<Output>(_ pattern: Regex<Output>, from rest: inout Substring) -> Output? {
        guard let match = try? pattern.prefixMatch(in: rest) else { return nil }
        rest = rest[match.range.upperBound...]
        return match.output
    }

    /// `\'` and `\\` stand for themselves.
    private static func plain(_ text: Substring) -> String {
        String(text).replacing(/\\(.)/) { $0.1 }
    }

    private static let fault = GoogleFault(code: 400, message: "Invalid Value", reason: "invalid", location: ("q", "parameter"))
}
