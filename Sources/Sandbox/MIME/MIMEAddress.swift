/// Somebody in `From`, `To`, `Cc` or `Bcc`.
struct MIMEAddress: Sendable, Equatable {
    let name: String?
    let email: String

    /// RFC 5322 section 3.4: mailboxes with commas between them, without groups, comments or quoted local parts.
    static func list(_ text: String) throws(MIMEError) -> [MIMEAddress] {
        var addresses: [MIMEAddress] = []
        for piece in try split(text) { addresses.append(try address(piece)) }
        return addresses
    }

    /// At commas that are neither in quotes nor in angle brackets.
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
            if character == ",", !isQuoted {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].append(character)
            }
        }
        guard !isQuoted else { throw MIMEError("a quote that does not end in an address") }
        return pieces
    }

    private static func address(_ text: String) throws(MIMEError) -> MIMEAddress {
        let text = text.replacing(/^[ \t]+|[ \t]+$/, with: "")
        let bare = /[A-Za-z0-9!#$%&'*+\/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+\/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/
        if text.wholeMatch(of: bare) != nil { return MIMEAddress(name: nil, email: text) }
        guard let match = text.wholeMatch(of: /(.*?)[ \t]*<([^<>\s]+)>/), match.2.wholeMatch(of: bare) != nil else {
            throw MIMEError("\"\(text)\" is not a mail address")
        }
        return MIMEAddress(name: try name(String(match.1)), email: String(match.2))
    }

    /// Atoms and encoded words, or one quoted string.
    private static func name(_ text: String) throws(MIMEError) -> String? {
        guard !text.isEmpty else { return nil }
        if let match = text.wholeMatch(of: /"((?:[^"\\]|\\.)*)"/) {
            guard !match.1.contains("=?") else { throw MIMEError("an encoded word in quotes") }
            return String(match.1).replacing(/\\(.)/, with: { $0.1 })
        }
        guard text.wholeMatch(of: /[A-Za-z0-9!#$%&'*+\/=?^_`{|}~ \t-]+/) != nil || text.contains("=?") else {
            throw MIMEError("\"\(text)\" must be in quotes before an address")
        }
        return try MIMEEncodedWords.decoded(text)
    }
}
