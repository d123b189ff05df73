/// Who may be meant by a name: the people who speak, then common given names.
struct Roster {
    private var byFullName: [String: String] = [:]
    private var byGivenName: [String: [String]] = [:]
    private var firstWords: Set<String> = []

    init(speakers: [String]) {
        for speaker in speakers where !Self.isAnonymous(speaker) {
            let words = Self.nameWords(speaker)
            guard let given = words.first else { continue }
            firstWords.insert(given)
            byFullName[words.joined(separator: " ")] = speaker
            byGivenName[given, default: []].append(speaker)
        }
    }

    /// A speaker as owner; `nil` for labels such as `SPEAKER_01`, which nobody is called.
    static func owner(_ speaker: String?) -> String? {
        speaker.flatMap { isAnonymous($0) ? nil : $0 }
    }

    /// The person named at a position: a speaker's whole name as the transcript writes it where exactly one is meant, else the
    /// name as spoken; and how many words it takes.
    func person(in sentence: Sentence, at index: Int) -> (name: String, length: Int)? {
        let words = sentence.words
        guard words.indices.contains(index) else { return nil }
        let isKnown = byGivenName[words[index].text] != nil || firstWords.contains(words[index].text)
        guard isKnown || words[index].isCapitalised else { return nil }
        for length in [3, 2] where isKnown && index + length <= words.count {
            let name = words[index..<(index + length)].map(\.text).joined(separator: " ")
            if let speaker = byFullName[name] { return (speaker, length) }
        }
        let word = words[index]
        let spoken = String(sentence.text[word.range])
        guard word.isCapitalised || !Self.words.contains(word.text) else { return nil }
        if let speakers = byGivenName[word.text] {
            return (speakers.count == 1 ? speakers[0] : spoken, 1)
        }
        guard word.isCapitalised, GivenNames.contains(word.text) else { return nil }
        guard word.mark == nil, index + 1 < words.count, words[index + 1].isCapitalised, words[index + 1].text != "i",
            CalendarDate.weekdays[words[index + 1].text] == nil, !words[index + 1].text.contains("'")
        else { return (spoken, 1) }
        return (String(sentence.text[word.range.lowerBound..<words[index + 1].range.upperBound]), 2)
    }

    /// Given names that are English words: they count only when written with a capital.
    private static let words: Set<String> = [
        "will", "mark", "may", "grace", "bill", "rob", "pat", "drew", "art", "sue", "rich", "faith", "hope", "joy", "april", "june",
        "august", "chase", "guy", "jack", "dean", "so", "an", "don", "ray", "max", "frank", "jean", "miles", "grant", "chip", "the", "me",
    ]

    private static func isAnonymous(_ speaker: String) -> Bool {
        let name = speaker.lowercased()
        return ["speaker", "unknown", "guest", "participant", "spk_"].contains { name.hasPrefix($0) }
            || ["me", "them", "you", "a", "b", "c", "d", "moderator", "host", "interviewer", "all", "everyone"].contains(name)
    }

    /// `Lovelace, Ada (Contoso)` and `Ada Lovelace | She` both as "ada lovelace".
    private static func nameWords(_ speaker: String) -> [String] {
        let plain = speaker.prefix { !"(|/[".contains($0) }.lowercased()
        let parts = plain.split(separator: ",")
        let ordered = parts.count == 2 ? "\(parts[1]) \(parts[0])" : plain
        return ordered.split { $0.isWhitespace || $0 == "@" }.map(String.init)
    }
}
