/// Times as captions and minutes write them: `1:02:03.5`, `00:00:26,060`, `02:15`.
enum Timestamp {
    /// Reads a time at the start and takes it off.
    /// - Returns: seconds, or `nil` (and `bytes` as it was) where no time stands there. Minutes are required.
    static func take(from bytes: inout Substring.UTF8View) -> Double? {
        var rest = bytes
        var groups: [Double] = []
        while groups.count < 3, let number = takeNumber(from: &rest) {
            groups.append(number)
            guard rest.first == UInt8(ascii: ":"), rest.dropFirst().first.map(isDigit) == true, groups.count < 3 else { break }
            rest = rest.dropFirst()
        }
        guard groups.count >= 2 else { return nil }
        var seconds = groups.reduce(0) { $0 * 60 + $1 }
        if let mark = rest.first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ","), rest.dropFirst().first.map(isDigit) == true {
            rest = rest.dropFirst()
            var scale = 0.1
            while let digit = rest.first, isDigit(digit) {
                seconds += Double(digit - 48) * scale
                scale /= 10
                rest = rest.dropFirst()
            }
            seconds = (seconds * 1000).rounded() / 1000
        }
        bytes = rest
        return seconds
    }

    /// A cue's `start --> end`, whatever settings follow.
    static func range(in line: Substring) -> (start: Double, end: Double)? {
        var bytes = line.utf8.drop { isSpace($0) }
        guard bytes.first.map(isDigit) == true, let start = take(from: &bytes) else { return nil }
        bytes = bytes.drop { isSpace($0) }
        guard bytes.starts(with: "-->".utf8) else { return nil }
        bytes = bytes.dropFirst(3).drop { isSpace($0) }
        guard let end = take(from: &bytes) else { return nil }
        return (start, end)
    }

    /// A time before a line's words: `[00:00:06]`, `(0:15)`, `00:15 -`, `[1:03](https://…)`.
    /// - Returns: seconds, what follows, and whether brackets make the time certain.
    static func leading(_ line: Substring) -> (seconds: Double, rest: Substring, isBracketed: Bool)? {
        var bytes = line.utf8[...]
        let closing: UInt8? =
            switch bytes.first {
            case UInt8(ascii: "["): UInt8(ascii: "]")
            case UInt8(ascii: "("): UInt8(ascii: ")")
            default: nil
            }
        if closing != nil { bytes = bytes.dropFirst() }
        guard bytes.first.map(isDigit) == true, let seconds = take(from: &bytes) else { return nil }
        if let closing {
            guard bytes.first == closing else { return nil }
            bytes = bytes.dropFirst()
            if bytes.first == UInt8(ascii: "("), let end = bytes.prefix(500).firstIndex(of: UInt8(ascii: ")")) {
                bytes = bytes[bytes.index(after: end)...]
            }
        } else if let next = bytes.first, !isSpace(next) {
            return nil
        }
        var rest = FoldedText.trim(Substring(bytes))
        while let first = rest.first, "-–—|".contains(first) {
            rest = FoldedText.trim(rest.dropFirst())
        }
        return (seconds, rest.hasPrefix("{#") ? rest.suffix(0) : rest, closing != nil)
    }

    private static func takeNumber(from bytes: inout Substring.UTF8View) -> Double? {
        let digits = bytes.prefix { isDigit($0) }
        guard (1...6).contains(digits.count) else { return nil }
        bytes = bytes[digits.endIndex...]
        return digits.reduce(0) { $0 * 10 + Double($1 - 48) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
