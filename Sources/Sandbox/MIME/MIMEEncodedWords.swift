import Foundation

/// RFC 2047: `=?utf-8?Q?Caf=C3=A9?=` in a header.
enum MIMEEncodedWords {
    private static let longest = 75

    /// The text with its encoded words read. What begins like one and is none is a mistake: a reader would see it raw.
    static func decoded(_ text: String) throws(MIMEError) -> String {
        var output = ""
        var rest = text[...]
        var isAfterWord = false
        while let start = rest.firstRange(of: "=?") {
            let between = rest[..<start.lowerBound]
            // White space between two encoded words is not part of the text (section 6.2).
            if !isAfterWord || between.contains(where: { $0 != " " && $0 != "\t" }) { output += between }
            guard between.isEmpty || between.last == " " || between.last == "\t" || between.last == "(" else {
                throw MIMEError("an encoded word that runs into the word before it")
            }
            let tail = rest[start.lowerBound...]
            guard let match = tail.prefixMatch(of: /=\?([A-Za-z0-9-]+)(?:\*[A-Za-z-]+)?\?([BbQq])\?([!->@-~]*)\?=/),
                match.0.utf8.count <= longest
            else { throw MIMEError("an encoded word that is not one of RFC 2047") }
            let bytes = match.2.lowercased() == "b" ? base64(match.3) : quoted(match.3)
            guard let bytes else { throw MIMEError("an encoded word that cannot be decoded") }
            output += try MIMEText.text(bytes, charset: String(match.1))
            rest = tail[match.range.upperBound...]
            guard rest.isEmpty || rest.first == " " || rest.first == "\t" || rest.first == "\"" || rest.first == ")" else {
                throw MIMEError("an encoded word that runs into the next word")
            }
            isAfterWord = true
        }
        return output + rest
    }

    private static func base64(_ text: Substring) -> [UInt8]? {
        Data(base64Encoded: String(text)).map(Array.init)
    }

    private static func quoted(_ text: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "_"):
                bytes.append(0x20)
            case UInt8(ascii: "="):
                guard let value = MIMETransferEncoding.hexByte(rest.prefix(2)) else { return nil }
                rest = rest.dropFirst(2)
                bytes.append(value)
            default:
                bytes.append(byte)
            }
        }
        return bytes
    }
}
