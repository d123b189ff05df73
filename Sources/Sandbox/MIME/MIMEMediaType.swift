/// `Content-Type: text/plain; charset=utf-8`, and its like with parameters.
struct MIMEMediaType: Sendable {
    /// In lower case: `text/plain`.
    let name: String
    /// By their names in lower case.
    let parameters: [String: String]

    init(_ text: String) throws(MIMEError) {
        let pieces = try Self.split(text)
        let first = (pieces.first ?? "").lowercased()
        guard first.wholeMatch(of: /[a-z0-9!#$&^_.+-]+(\/[a-z0-9!#$&^_.+-]+)?/) != nil else {
            throw MIMEError("\(text) is not a media type")
        }
        name = first
        var parameters: [String: String] = [:]
        for piece in pieces.dropFirst() where !piece.isEmpty {
            guard let match = piece.wholeMatch(of: /([A-Za-z0-9!#$&^_.*+-]+)[ \t]*=[ \t]*("(?:[^"\\]|\\.)*"|[^\s;"()<>@,:\\\/\[\]?=]+)/)
            else {
                throw MIMEError("\(piece) is not a parameter of a media type")
            }
            let value = match.2.first == "\"" ? String(match.2.dropFirst().dropLast()).replacing(/\\(.)/, with: { $0.1 }) : String(match.2)
            guard parameters.updateValue(value, forKey: match.1.lowercased()) == nil else {
                throw MIMEError("\(match.1) is there more than once")
            }
        }
        self.parameters = parameters
    }

    /// At semicolons that are not in quotes.
    private static func split(_ text: String) throws(MIMEError) -> [String] {
        var pieces = [""]
        var isQuoted = false
        var isEscaped = false
        for character in text {
            if isQuoted, !isEscaped, character == "\\" {
                isEscaped = true
            } else {
                if character == "\"", !isEscaped { isQuoted.toggle() }
                isEscaped = false
            }
            if character == ";", !isQuoted {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].append(character)
            }
        }
        guard !isQuoted else { throw MIMEError("a quote that does not end in \(text)") }
        return pieces.map { $0.replacing(/^[ \t]+|[ \t]+$/, with: "") }
    }
}
