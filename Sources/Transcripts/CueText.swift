/// A cue's words without mark-up, each run under the voice that speaks it (WebVTT, section 4.2.2).
enum CueText {
    struct Run: Equatable {
        var voice: String?
        var text: String
    }

    static func runs(in cue: Cue) -> [Run] {
        let source = Array(cue.lines.joined(separator: "\n").utf8)
        guard source.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
            return cue.lines.map { Run(voice: nil, text: String($0)) }
        }
        var runs: [Run] = []
        var voice: String?
        var text: [UInt8] = []
        func close() {
            let words = String(decoding: text, as: UTF8.self)
            let lines = voice == nil ? words.split(separator: "\n").map(String.init) : [words]
            runs += lines.map { Run(voice: voice, text: $0) }
            text = []
        }
        var position = 0
        while position < source.count {
            if let tag = Tag(source, at: position) {
                if tag.isVoice {
                    close()
                    voice = tag.voice.flatMap { $0.isEmpty ? nil : $0 }
                }
                position = tag.end
            } else if let (bytes, end) = entity(source, at: position) {
                text += bytes
                position = end
            } else {
                text.append(source[position])
                position += 1
            }
        }
        close()
        return runs.filter { $0.text.contains { !$0.isWhitespace } }
    }

    private struct Tag {
        var isVoice: Bool
        /// The name an opening voice tag carries; `nil` in `</v>`.
        var voice: String?
        var end: Int

        private static let known: Set<String> = ["v", "c", "i", "b", "u", "ruby", "rt", "lang", "font"]

        /// `nil` unless a tag of WebVTT or SRT starts here: "a < b" stays as it is.
        init?(_ source: [UInt8], at start: Int) {
            guard source[start] == UInt8(ascii: "<"),
                let close = source[start..<min(start + 250, source.count)].firstIndex(of: UInt8(ascii: ">"))
            else { return nil }
            let content = String(decoding: source[(start + 1)..<close], as: UTF8.self)
            let isClosing = content.hasPrefix("/")
            let name = content.drop { $0 == "/" }.prefix { $0.isLetter }.lowercased()
            let isTime = !content.isEmpty && content.allSatisfy { $0.isNumber || $0 == ":" || $0 == "." }
            guard isTime || Self.known.contains(name) else { return nil }
            isVoice = name == "v"
            end = close + 1
            if isVoice, !isClosing, let space = content.firstIndex(where: \.isWhitespace) {
                voice = FoldedText.fold(CueText.decode(String(content[space...])))
            }
        }
    }

    private static let entities: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "lrm": "", "rlm": "",
    ]

    private static func decode(_ text: String) -> String {
        let source = Array(text.utf8)
        var decoded: [UInt8] = []
        var position = 0
        while position < source.count {
            if let (bytes, end) = entity(source, at: position) {
                decoded += bytes
                position = end
            } else {
                decoded.append(source[position])
                position += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func entity(_ source: [UInt8], at start: Int) -> ([UInt8], end: Int)? {
        guard source[start] == UInt8(ascii: "&"),
            let semicolon = source[start..<min(start + 12, source.count)].firstIndex(of: UInt8(ascii: ";"))
        else { return nil }
        let name = String(decoding: source[(start + 1)..<semicolon], as: UTF8.self)
        if let plain = entities[name] { return (Array(plain.utf8), semicolon + 1) }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let number = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        guard let scalar = number.flatMap(Unicode.Scalar.init), scalar.value >= 0x20 else { return nil }
        return (Array(String(scalar).utf8), semicolon + 1)
    }
}
