/// A task as a short imperative sentence, in the transcript's own words.
enum Title {
    static let longest = 200

    /// - Parameters:
    ///   - words: positions of the words the title is made of; empty gives no title.
    ///   - base: stands for the first word, as "send" does for "sending".
    static func write(_ range: Range<Int>, of sentence: Sentence, base: String? = nil) -> String? {
        let words = sentence.words
        var title = ""
        for index in range where !isFiller(index, in: words, from: range.lowerBound) {
            let end = index + 1 < range.upperBound ? words[index + 1].range.lowerBound : words[index].range.upperBound
            let text =
                base != nil && index == range.lowerBound
                ? base.map { $0 + " " } ?? "" : String(sentence.text[words[index].range.lowerBound..<end])
            title += text
        }
        if range.upperBound <= words.count, let last = words[range].last, sentence.text[last.range.upperBound...].hasPrefix(")"),
            title.contains("(")
        {
            title += ")"
        }
        title = String(FoldedText.trim(title[...]))
        while let last = title.last, ".,;:!?-–—…\"”".contains(last) || last.isWhitespace { title.removeLast() }
        while let first = title.first, !first.isLetter, !first.isNumber, !"@#(\"“€$".contains(first) { title.removeFirst() }
        guard let first = title.first else { return nil }
        return shorten(first.uppercased() + title.dropFirst())
    }

    private static let fillers: Set<String> = ["please", "just", "uh", "um", "er", "basically", "kindly", "uhm"]

    private static func isFiller(_ index: Int, in words: [Word], from start: Int) -> Bool {
        fillers.contains(words[index].text) || (words[index].text == "also" && index == start)
    }

    private static func shorten(_ title: String) -> String {
        guard title.count > longest else { return title }
        let cut = title.prefix(longest - 1)
        let end = cut.lastIndex(of: " ") ?? cut.endIndex
        return cut[..<end] + "…"
    }
}
