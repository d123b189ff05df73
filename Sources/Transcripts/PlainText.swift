/// Bytes as text: UTF-8 with or without a byte order mark, or UTF-16 with one.
enum PlainText {
    static func decode(_ bytes: [UInt8]) throws(TranscriptError) -> String {
        guard !bytes.isEmpty else { throw .empty }
        guard !looksBinary(bytes) else { throw .notText }
        let text = try decodeText(bytes)
        guard text.unicodeScalars.contains(where: { !FoldedText.isBlank($0) }) else { throw .empty }
        guard !isMostlyControl(text) else { throw .notText }
        return text
    }

    private static let signatures: [[UInt8]] = [
        Array("%PDF".utf8), Array("PK\u{3}\u{4}".utf8), [0x89, 0x50, 0x4E, 0x47], Array("GIF8".utf8), [0xFF, 0xD8, 0xFF],
        Array("ID3".utf8), Array("RIFF".utf8), Array("OggS".utf8), [0x1F, 0x8B], [0xD0, 0xCF, 0x11, 0xE0], [0x1A, 0x45, 0xDF, 0xA3],
        Array("{\\rtf".utf8), Array("7z".utf8) + [0xBC, 0xAF],
    ]

    private static func looksBinary(_ bytes: [UInt8]) -> Bool {
        signatures.contains { bytes.starts(with: $0) }
            || bytes.dropFirst(4).starts(with: Array("ftyp".utf8))
    }

    private static func decodeText(_ bytes: [UInt8]) throws(TranscriptError) -> String {
        let text: String?
        if bytes.starts(with: [0xFF, 0xFE]) {
            text = utf16(bytes.dropFirst(2)) { $0 | $1 << 8 }
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            text = utf16(bytes.dropFirst(2)) { $0 << 8 | $1 }
        } else {
            // A zero byte is valid UTF-8 but no one's words.
            guard !bytes.contains(0) else { throw .notText }
            text = String(validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
        }
        guard let text else { throw .unreadableEncoding }
        return text
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, unit: (UInt16, UInt16) -> UInt16) -> String? {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { unit(UInt16(bytes[$0]), UInt16(bytes[$0 + 1])) }
        return String(validating: units, as: UTF16.self)
    }

    /// Whether more than one character in ten is a control character other than white space.
    private static func isMostlyControl(_ text: String) -> Bool {
        let control = text.utf8.reduce(0) { $0 + (($1 < 0x20 && !(0x09...0x0D).contains($1)) || $1 == 0x7F ? 1 : 0) }
        return control * 10 > text.utf8.count
    }
}
