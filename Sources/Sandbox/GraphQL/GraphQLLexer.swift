/// Cuts a document into tokens (GraphQL, October 2021, section 2.1).
struct GraphQLLexer {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var location = GraphQLLocation()

    private init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    static func tokens(of text: String) throws(GraphQLFault) -> [GraphQLToken] {
        var lexer = GraphQLLexer(text)
        var tokens: [GraphQLToken] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private func peek(_ distance: Int) -> Unicode.Scalar? {
        index + distance < scalars.count ? scalars[index + distance] : nil
    }

    private mutating func advance() {
        if current == "\n" {
            location = GraphQLLocation(line: location.line + 1, column: 1)
        } else {
            location.column += 1
        }
        index += 1
    }

    private mutating func next() throws(GraphQLFault) -> GraphQLToken {
        skipIgnored()
        let start = location
        guard let scalar = current else { return GraphQLToken(kind: .end, location: start) }
        switch scalar {
        case "{", "}", "(", ")", "[", "]", ":", "=", "!", "|", "$", "@", "&":
            advance()
            return GraphQLToken(kind: .punctuator(String(scalar)), location: start)
        case "." where peek(1) == "." && peek(2) == ".":
            for _ in 0..<3 { advance() }
            return GraphQLToken(kind: .punctuator("..."), location: start)
        case "\"":
            return GraphQLToken(kind: .string(try string()), location: start)
        case _ where Self.startsName(scalar):
            return GraphQLToken(kind: .name(take { Self.startsName($0) || Self.isDigit($0) }), location: start)
        case _ where scalar == "-" || Self.isDigit(scalar):
            return GraphQLToken(kind: try number(), location: start)
        default:
            throw GraphQLFault(message: "Syntax Error: Unexpected character: \"\(scalar)\".", location: start)
        }
    }

    private mutating func skipIgnored() {
        while let scalar = current {
            switch scalar {
            case " ", "\t", "\n", "\r", ",", "\u{feff}": advance()
            case "#":
                while let inside = current, inside != "\n" {
                    _ = inside
                    advance()
                }
            default: return
            }
        }
    }

    private mutating func take(while belongs: (Unicode.Scalar) -> Bool) -> String {
        var text = ""
        while let scalar = current, belongs(scalar) {
            text.unicodeScalars.append(scalar)
            advance()
        }
        return text
    }

    private mutating func number() throws(GraphQLFault) -> GraphQLToken.Kind {
        let start = location
        let text = take { Self.isDigit($0) || "-+.eE".unicodeScalars.contains($0) }
        let endsWell = current.map { !Self.startsName($0) } ?? true
        if endsWell, text.wholeMatch(of: /-?(0|[1-9][0-9]*)/) != nil, let value = Int(text) { return .int(value) }
        if endsWell, text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil, let value = Double(text) {
            return .float(value)
        }
        throw GraphQLFault(message: "Syntax Error: Invalid number: \"\(text)\".", location: start)
    }

    private mutating func string() throws(GraphQLFault) -> String {
        if peek(1) == "\"", peek(2) == "\"" { return try blockString() }
        let start = location
        advance()
        var text = ""
        while let scalar = current, scalar != "\n", scalar != "\r" {
            advance()
            switch scalar {
            case "\"": return text
            case "\\": text.unicodeScalars.append(try escape())
            default: text.unicodeScalars.append(scalar)
            }
        }
        throw GraphQLFault(message: "Syntax Error: Unterminated string.", location: start)
    }

    private mutating func escape() throws(GraphQLFault) -> Unicode.Scalar {
        let start = location
        guard let scalar = current else { throw GraphQLFault(message: "Syntax Error: Unterminated string.", location: start) }
        advance()
        switch scalar {
        case "\"", "\\", "/": return scalar
        case "b": return "\u{8}"
        case "f": return "\u{c}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": if let unit = hexUnit() { return try joined(unit, start) }
        default: break
        }
        throw GraphQLFault(message: "Syntax Error: Invalid character escape sequence.", location: start)
    }

    /// The scalar of `\uXXXX`, or of a surrogate pair of two of them.
    private mutating func joined(_ unit: UInt32, _ start: GraphQLLocation) throws(GraphQLFault) -> Unicode.Scalar {
        if let scalar = Unicode.Scalar(unit) { return scalar }
        if 0xd800..<0xdc00 ~= unit, current == "\\", peek(1) == "u" {
            for _ in 0..<2 { advance() }
            if let low = hexUnit(), 0xdc00..<0xe000 ~= low, let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00)) {
                return scalar
            }
        }
        throw GraphQLFault(message: "Syntax Error: Invalid Unicode escape sequence.", location: start)
    }

    private mutating func hexUnit() -> UInt32? {
        guard index + 4 <= scalars.count else { return nil }
        var text = ""
        for scalar in scalars[index..<index + 4] { text.unicodeScalars.append(scalar) }
        guard text.wholeMatch(of: /[0-9a-fA-F]{4}/) != nil else { return nil }
        for _ in 0..<4 { advance() }
        return UInt32(text, radix: 16)
    }

    private mutating func blockString() throws(GraphQLFault) -> String {
        let start = location
        for _ in 0..<3 { advance() }
        var text = ""
        while let scalar = current {
            if scalar == "\"", peek(1) == "\"", peek(2) == "\"" {
                for _ in 0..<3 { advance() }
                return Self.withoutIndentation(text)
            }
            let isEscaped = scalar == "\\" && peek(1) == "\"" && peek(2) == "\"" && peek(3) == "\""
            for _ in 0..<(isEscaped ? 4 : 1) { advance() }
            text += isEscaped ? "\"\"\"" : String(scalar)
        }
        throw GraphQLFault(message: "Syntax Error: Unterminated string.", location: start)
    }

    /// Section 2.9.4, BlockStringValue.
    private static func withoutIndentation(_ text: String) -> String {
        var lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        let indents = lines.dropFirst().compactMap { line in
            line.firstIndex { !" \t".contains($0) }.map { line.distance(from: line.startIndex, to: $0) }
        }
        let common = indents.min() ?? 0
        for index in lines.indices.dropFirst() { lines[index] = lines[index].dropFirst(common) }
        let filled = lines.indices.filter { !lines[$0].allSatisfy { " \t".contains($0) } }
        guard let first = filled.first, let last = filled.last else { return "" }
        return lines[first...last].joined(separator: "\n")
    }

    private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
        "a"..."z" ~= scalar || "A"..."Z" ~= scalar || scalar == "_"
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        "0"..."9" ~= scalar
    }
}
