import struct Foundation.Data

/// Text for the head of a mail (RFC 2047): it can neither end its line nor begin another.
enum EncodedWord {
    /// Short plain ASCII as it is, anything else as words of at most 75 characters on folded lines.
    static func encode(_ text: String) -> String {
        let line = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
        let isPlain = line.utf8.count <= 60 && line.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !line.contains("=?")
        guard !isPlain else { return line }
        return chunks(line).map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    /// 45 bytes make 60 characters of Base64; a character is never divided between two words.
    private static func chunks(_ text: String) -> [String] {
        var chunks = [""]
        for scalar in text.unicodeScalars {
            if chunks[chunks.count - 1].utf8.count + String(scalar).utf8.count > 45 { chunks.append("") }
            chunks[chunks.count - 1].unicodeScalars.append(scalar)
        }
        return chunks
    }
}
