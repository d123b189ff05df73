package import Foundation

/// What the name of a transcript's file tells about the meeting: `GMT20261120-090000_Recording.transcript.vtt`, `2026-11-20 Weekly.vtt`.
package struct FileName: Sendable, Equatable {
    /// `weekly-product.vtt` → `Weekly product`; `nil` where the name says nothing but the date.
    package let title: String?
    package let heldAt: Date?

    /// Words that say what the file is, not what the meeting was about.
    private static let noise: Set<String> = [
        "recording", "recordings", "transcript", "transcripts", "transkript", "transcription", "captions", "caption", "subtitles", "audio",
        "cc", "closed", "meeting", "gmt", "zoom", "teams",
    ]

    /// - Parameter timeZone: the zone its times are meant in, unless it says `GMT`.
    package init(_ name: String, timeZone: TimeZone) {
        let stem = Self.stem(name)
        let found = Self.date(in: stem, timeZone)
        heldAt = found?.date
        var rest = stem
        if let range = found?.range { rest.replaceSubrange(range, with: " ") }
        let words = rest.split { "-_ .()[]".contains($0) || $0.isNewline || $0 == "/" || $0 == "\\" }.map(String.init)
        // A name of nothing but such words is a title after all, unless a date stands beside it.
        let telling = words.filter { !Self.noise.contains($0.lowercased()) }
        let kept = telling.isEmpty && found == nil ? words : telling.isEmpty ? [] : Self.trimmed(words)
        let title = String(kept.joined(separator: " ").prefix(200))
        self.title = title.isEmpty ? nil : title.prefix(1).uppercased() + title.dropFirst()
    }

    /// Without the folder and the endings: a name may have two, as in `call.transcript.vtt`.
    private static func stem(_ name: String) -> String {
        let file = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? name
        var parts = file.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        while parts.count > 1, let last = parts.last, last.count <= 10, last.contains(where: \.isLetter), !last.contains(" ") {
            parts.removeLast()
        }
        return parts.joined(separator: ".")
    }

    /// Without `Recording` before and after, and `Meeting` before such a word, as Teams writes it.
    private static func trimmed(_ words: [String]) -> [String] {
        func isNoise(_ word: String) -> Bool { noise.contains(word.lowercased()) && word.lowercased() != "meeting" }
        var words = Array(words.drop(while: isNoise))
        while let last = words.last, isNoise(last) {
            words.removeLast()
            if words.count > 1, words.last?.lowercased() == "meeting" { words.removeLast() }
        }
        return words
    }

    private static func date(in text: String, _ zone: TimeZone) -> (date: Date, range: Range<String.Index>)? {
        if let match = text.firstMatch(of: /GMT(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})?/) {
            let parts = [match.1, match.2, match.3, match.4, match.5].map { Int($0) }
            return moment(parts, .gmt).map { ($0, match.range) }
        }
        if let match = text.firstMatch(of: /(?:^|[^\d])(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?:[ _T-]+(?:at )?(\d{2})[.:h_-]?(\d{2}))?(?![\d])/)
        {
            let parts = [match.1, match.2, match.3, match.4 ?? "12", match.5 ?? "00"].map { Int($0) }
            return moment(parts, zone).map { ($0, match.range) }
        }
        if let match = text.firstMatch(of: /(?:^|[^\d])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d])/) {
            return moment([Int(match.3), Int(match.2), Int(match.1), 12, 0], zone).map { ($0, match.range) }
        }
        return nil
    }

    private static func moment(_ parts: [Int?], _ zone: TimeZone) -> Date? {
        let numbers = parts.compactMap(\.self)
        guard numbers.count == 5, (1990...2100).contains(numbers[0]), (1...12).contains(numbers[1]), (1...31).contains(numbers[2]),
            (0...23).contains(numbers[3]), (0...59).contains(numbers[4])
        else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar.date(
            from: DateComponents(year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4]))
    }
}
