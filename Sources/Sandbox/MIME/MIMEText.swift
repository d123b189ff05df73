import Foundation

/// Bytes of a charset as text.
enum MIMEText {
    /// The charsets that are read here: `utf-8`, `us-ascii` and `iso-8859-1`.
    static func text(_ bytes: [UInt8], charset: String) throws(MIMEError) -> String {
        switch charset.lowercased() {
        case "utf-8":
            guard let text = String(validating: bytes, as: UTF8.self) else { throw MIMEError("text that is not UTF-8") }
            return text
        case "us-ascii":
            guard bytes.allSatisfy({ $0 < 0x80 }) else { throw MIMEError("text that is not US-ASCII") }
            return String(decoding: bytes, as: UTF8.self)
        case "iso-8859-1":
            return String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) }))
        default:
            throw MIMEError("the charset \(charset) is not read here")
        }
    }
}
