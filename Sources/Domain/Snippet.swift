/// A piece of a text around what was looked for, with the found words marked.
package struct Snippet: Sendable, Equatable {
    package struct Run: Sendable, Equatable {
        package let text: String
        /// Whether it is what was looked for.
        package let isHit: Bool
    }

    package let runs: [Run]

    /// - Parameter length: characters of the text shown, more or less.
    package init(_ text: String, query: SearchQuery, length: Int = 180) {
        let hits = query.hits(in: text)
        let window = Self.window(of: text, around: hits.first, length: length)
        var (runs, index): ([Run], String.Index) = ([], window.lowerBound)
        func add(_ end: String.Index, isHit: Bool) {
            if index < end { runs.append(Run(text: String(text[index..<end]), isHit: isHit)) }
            index = max(index, end)
        }
        for hit in hits where hit.lowerBound >= window.lowerBound && hit.upperBound <= window.upperBound {
            add(hit.lowerBound, isHit: false)
            add(hit.upperBound, isHit: true)
        }
        add(window.upperBound, isHit: false)
        let (isCutBefore, isCutAfter) = (window.lowerBound > text.startIndex, window.upperBound < text.endIndex)
        self.runs = (isCutBefore ? [Run(text: "… ", isHit: false)] : []) + runs + (isCutAfter ? [Run(text: " …", isHit: false)] : [])
    }

    /// A third of the room before the hit, cut between words.
    private static func window(of text: String, around hit: Range<String.Index>?, length: Int) -> Range<String.Index> {
        guard text.count > length else { return text.startIndex..<text.endIndex }
        let center = hit?.lowerBound ?? text.startIndex
        var start = text.index(center, offsetBy: -length / 3, limitedBy: text.startIndex) ?? text.startIndex
        var end = text.index(start, offsetBy: length, limitedBy: text.endIndex) ?? text.endIndex
        if start > text.startIndex, let space = text[start..<center].firstIndex(of: " ") { start = text.index(after: space) }
        let last = hit.map { max($0.upperBound, start) } ?? start
        if end < text.endIndex, last < end, let space = text[last..<end].lastIndex(of: " ") { end = space }
        return start..<max(end, last)
    }
}
