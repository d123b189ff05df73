import Foundation

/// RFC 2045 section 6: how a part's bytes travel.
enum MIMETransferEncoding: String {
    case sevenBit = "7bit"
    case eightBit = "8bit"
    case quotedPrintable = "quoted-printable"
    case base64

    /// Sections 6.7 and 6.8 say 76; Python's email module breaks at 78, and Gmail takes what it writes (November 2026).
    private static let longestEncodedLine = 78

    init(_ headers: MIMEHeaders) throws(MIMEError) {
        let name = (headers["Content-Transfer-Encoding"] ?? "7bit").lowercased()
        guard let encoding = MIMETransferEncoding(rawValue: name.filter { $0 != " " }) else {
            throw MIMEError("the transfer encoding \(name) is not known")
        }
        self = encoding
    }

    /// The bytes that were meant, lines ended by LF.
    func decoded(_ lines: ArraySlice<[UInt8]>) throws(MIMEError) -> [UInt8] {
        switch self {
        case .sevenBit, .eightBit: try plain(lines)
        case .quotedPrintable: try quotedPrintable(lines)
        case .base64: try base64(lines)
        }
    }

    private func plain(_ lines: ArraySlice<[UInt8]>) throws(MIMEError) -> [UInt8] {
        guard lines.allSatisfy({ $0.count <= MIMEHeaders.longestLine }) else { throw MIMEError("a line of more than 998 characters") }
        guard self == .eightBit || lines.allSatisfy({ line in line.allSatisfy { $0 < 0x80 } }) else {
            throw MIMEError("a part with characters that are not ASCII, and no transfer encoding for them")
        }
        return Array(lines.joined(separator: [0x0a]))
    }

    private func quotedPrintable(_ lines: ArraySlice<[UInt8]>) throws(MIMEError) -> [UInt8] {
        var bytes: [UInt8] = []
        var isSoft = true
        for line in lines {
            if !isSoft { bytes.append(0x0a) }
            guard line.count <= Self.longestEncodedLine else { throw MIMEError("a quoted-printable line of more than 78 characters") }
            isSoft = line.last == UInt8(ascii: "=")
            var rest = isSoft ? line.dropLast() : line[...]
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "=") else {
                    guard byte == 0x09 || 0x20...0x7e ~= byte else { throw MIMEError("a quoted-printable line with a raw byte") }
                    bytes.append(byte)
                    continue
                }
                guard let value = Self.hexByte(rest.prefix(2)) else { throw MIMEError("a broken escape in quoted-printable") }
                rest = rest.dropFirst(2)
                bytes.append(value)
            }
        }
        return bytes
    }

    private func base64(_ lines: ArraySlice<[UInt8]>) throws(MIMEError) -> [UInt8] {
        guard lines.allSatisfy({ $0.count <= Self.longestEncodedLine }) else { throw MIMEError("a base64 line of more than 78 characters") }
        guard let data = Data(base64Encoded: Data(lines.joined())) else { throw MIMEError("a part that is not base64") }
        // Text in base64 has CRLF between its lines.
        return Array(data).split(separator: 0x0d, omittingEmptySubsequences: false).joined().map { $0 }
    }

    /// Two hexadecimal digits.
    static func hexByte(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard digits.count == 2, digits.allSatisfy({ UnicodeScalar($0).properties.isASCIIHexDigit }) else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
