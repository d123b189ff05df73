/// The header fields of a message or a part, in the order they came.
struct MIMEHeaders: Sendable {
    private(set) var fields: [(name: String, value: String)] = []

    /// RFC 5322 section 2.1.1: characters of a line, without its end.
    static let longestLine = 998
    /// RFC 5322 section 3.6, and RFC 2045 section 3.
    private static let once: Set<String> = [
        "date", "from", "sender", "reply-to", "to", "cc", "bcc", "message-id", "in-reply-to", "references", "subject", "mime-version",
        "content-type", "content-transfer-encoding", "content-disposition", "content-id",
    ]

    /// Reads up to the empty line, and takes what it read.
    init(_ lines: inout ArraySlice<[UInt8]>) throws(MIMEError) {
        while let line = lines.popFirst(), !line.isEmpty {
            guard line.count <= Self.longestLine else { throw MIMEError("a header line of more than 998 characters") }
            guard line.allSatisfy({ $0 == 0x09 || 0x20...0x7e ~= $0 }) else {
                throw MIMEError("a header with characters that are not ASCII; RFC 2047 says how to encode them")
            }
            let text = String(decoding: line, as: UTF8.self)
            if text.first == " " || text.first == "\t" {
                try fold(text)
            } else {
                try add(text)
            }
        }
    }

    subscript(name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    private mutating func add(_ line: String) throws(MIMEError) {
        guard let match = line.wholeMatch(of: /([!-9;-~]+):[ \t]*(.*)/) else { throw MIMEError("a header line that is not NAME: VALUE") }
        let name = String(match.1)
        if Self.once.contains(name.lowercased()), self[name] != nil { throw MIMEError("\(name) is there more than once") }
        fields.append((name, String(match.2)))
    }

    private mutating func fold(_ line: String) throws(MIMEError) {
        guard let last = fields.indices.last else { throw MIMEError("a continuation line without a header") }
        guard line.contains(where: { $0 != " " && $0 != "\t" }) else { throw MIMEError("a folded line of nothing but spaces") }
        fields[last].value += line
    }
}
