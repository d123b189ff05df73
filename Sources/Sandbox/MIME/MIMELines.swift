/// A text as lines: CRLF ends one, and a lone LF is let through as mail programs write it; a lone CR is a mistake.
enum MIMELines {
    static func lines(of bytes: [UInt8]) throws(MIMEError) -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        var hasReturn = false
        for byte in bytes {
            if hasReturn, byte != 0x0a { throw MIMEError("a CR without LF") }
            hasReturn = byte == 0x0d
            switch byte {
            case 0x0a: lines.append([])
            case 0x0d: continue
            case 0: throw MIMEError("a NUL character")
            default: lines[lines.count - 1].append(byte)
            }
        }
        guard !hasReturn else { throw MIMEError("a CR without LF") }
        return lines
    }
}
