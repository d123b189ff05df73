/// A message or a part of one: headers, and what they say the body is.
struct MIMEEntity: Sendable {
    let headers: MIMEHeaders
    let type: MIMEMediaType
    let content: Content

    enum Content: Sendable {
        case parts([MIMEEntity])
        /// Decoded.
        case bytes([UInt8])
    }

    /// Deeper nesting is an attack, not a mail.
    private static let deepest = 10

    /// - Parameter isBinary: HTTP carries any byte and lines of any length: a part is what it is, unless it
    ///   has a transfer encoding that hides it.
    init(_ lines: ArraySlice<[UInt8]>, isBinary: Bool = false, depth: Int = 0) throws(MIMEError) {
        guard depth < Self.deepest else { throw MIMEError("parts within parts within parts") }
        var lines = lines
        headers = try MIMEHeaders(&lines)
        type = try MIMEMediaType(headers["Content-Type"] ?? "text/plain; charset=us-ascii")
        guard type.name.hasPrefix("multipart/") else {
            let isPlain = isBinary && ["binary", "7bit", "8bit"].contains(headers["Content-Transfer-Encoding"]?.lowercased() ?? "binary")
            content = .bytes(isPlain ? Array(lines.joined(separator: [0x0a])) : try MIMETransferEncoding(headers).decoded(lines))
            return
        }
        guard let boundary = type.parameters["boundary"],
            boundary.wholeMatch(of: /[A-Za-z0-9'()+_,.\/:=? -]{0,69}[A-Za-z0-9'()+_,.\/:=?-]/) != nil
        else { throw MIMEError("a multipart without a boundary of RFC 2046") }
        let encoding = isBinary ? MIMETransferEncoding.eightBit : try MIMETransferEncoding(headers)
        guard encoding == .sevenBit || encoding == .eightBit else {
            throw MIMEError("a multipart with a transfer encoding of its own")
        }
        var parts: [MIMEEntity] = []
        for part in try Self.split(lines, at: boundary) {
            parts.append(try MIMEEntity(part, isBinary: isBinary, depth: depth + 1))
        }
        content = .parts(parts)
    }

    /// Every part that is none of parts, in order.
    var leaves: [MIMEEntity] {
        if case .parts(let parts) = content { parts.flatMap(\.leaves) } else { [self] }
    }

    /// The decoded text.
    ///
    /// - Parameter charset: What it is in when the part does not say.
    func text(charset: String = "us-ascii") throws(MIMEError) -> String {
        guard case .bytes(let bytes) = content else { return "" }
        return try MIMEText.text(bytes, charset: type.parameters["charset"] ?? charset)
    }

    /// RFC 2046 section 5.1.1; what stands before the first and after the last delimiter is for nobody.
    private static func split(_ lines: ArraySlice<[UInt8]>, at boundary: String) throws(MIMEError) -> [ArraySlice<[UInt8]>] {
        let delimiter = Array("--\(boundary)".utf8)
        var parts: [ArraySlice<[UInt8]>] = []
        var start: Int?
        for index in lines.indices where lines[index].starts(with: delimiter) {
            let rest = String(decoding: lines[index].dropFirst(delimiter.count), as: UTF8.self)
            guard rest.wholeMatch(of: /(--)?[ \t]*/) != nil else { continue }
            if let start { parts.append(lines[start..<index]) }
            start = index + 1
            guard !rest.hasPrefix("--") else {
                guard !parts.isEmpty else { throw MIMEError("a multipart without parts") }
                return parts
            }
        }
        throw MIMEError("a multipart that does not end with its boundary")
    }
}
