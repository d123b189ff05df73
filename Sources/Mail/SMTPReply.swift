import Domain

/// A server's reply: a code and its lines (RFC 5321, section 4.2).
struct SMTPReply: Sendable, Equatable {
    let code: Int
    let lines: [String]

    static func read(from wire: inout some Wire) async throws -> SMTPReply {
        var lines: [String] = []
        while lines.count < 100, let line = try await wire.line() {
            guard line.count >= 3, let code = Int(line.prefix(3)), (200...599).contains(code) else { break }
            lines.append(String(line.dropFirst(4)))
            if line.dropFirst(3).first != "-" { return SMTPReply(code: code, lines: lines) }
        }
        throw LetterError.later(reason: "the mail server gave an answer that is none")
    }

    /// Whether the server offers an extension, and with which parameters.
    func extensionParameters(_ name: String) -> [String]? {
        for line in lines.dropFirst() {
            let words = line.uppercased().split(whereSeparator: { $0 == " " || $0 == "=" }).map(String.init)
            if words.first == name { return Array(words.dropFirst()) }
        }
        return nil
    }
}
