/// The words that announce an action item: `ACTION:`, `Action item for Ben:`, `Aufgabe für Ben:`, `TODO:`, `AI:`, `- [ ]`.
enum Marker {
    /// Whether a line begins with one.
    static func stands(in line: Substring) -> Bool {
        guard let first = line.first, "-*[\u{2610}aAtTnNfF".contains(first) else { return false }
        if boxes.contains(where: line.hasPrefix) { return true }
        let head = line.prefix(60)
        guard let first = head.first, first.isLetter || first == "*", head.contains(":") else { return false }
        let words = Word.split(FoldedText.trim(head.drop { $0 == "*" }))
        return length(words, in: head.drop { $0 == "*" }) != nil
    }

    /// Where the task begins, and the position of the name in `Action item for Ben:`.
    static func body(of sentence: Sentence) -> (start: Int, name: Int?)? {
        if boxes.contains(where: sentence.text.hasPrefix) { return (0, nil) }
        let lead = sentence.words.prefix(4).prefix { leads.contains($0.text) }.count
        guard let length = length(sentence.words.dropFirst(lead), in: sentence.text) else { return nil }
        let start = lead + length
        let named = sentence.words[lead..<start].lastIndex { persons.contains($0.text) }
        return (start, named.map { $0 + 1 })
    }

    private static let boxes = ["- [ ]", "* [ ]", "[ ]", "\u{2610}", "- \\[ \\]"]
    private static let leads: Set<String> = [
        "so", "okay", "ok", "and", "new", "an", "the", "first", "next", "another", "as", "second", "one", "that's", "also", "und", "gut",
        "neue", "die",
    ]
    private static let phrases: [[String]] = [
        ["action", "item"], ["action", "items"], ["action", "point"], ["action"], ["actions"], ["todo"], ["to", "do"], ["to-do"], ["ai"],
        ["next", "step"], ["next", "steps"], ["follow-up"],
        ["aufgabe"], ["aufgaben"], ["nächster", "schritt"], ["nächste", "schritte"],
    ]
    /// Between the announcement and a name.
    private static let persons: Set<String> = ["for", "on", "für"]

    private static func length(_ words: some Collection<Word>, in text: Substring) -> Int? {
        let head = Array(words.prefix(8))
        for phrase in phrases where head.prefix(phrase.count).map(\.text) == phrase {
            let end = phrase.count
            // "AI" in capitals only, lest the subject be artificial intelligence … which "AI:" at the head of a line is not.
            if phrase == ["ai"], text[head[0].range] != "AI" { continue }
            if head[end - 1].mark == ":" { return end }
            guard end < head.count, persons.contains(head[end].text) else { continue }
            if let colon = head.indices.prefix(end + 4).last(where: { $0 > end && head[$0].mark == ":" }) { return colon + 1 }
        }
        return nil
    }
}
