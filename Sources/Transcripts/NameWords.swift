/// What the words before a colon look like.
enum NameWords {
    enum Look {
        /// Two or more capitalised words, a person's common given name, or a recogniser's `SPEAKER_01`.
        case proper
        /// One capitalised word, which may also be "Remember:".
        case single
        /// Lower case, as nicknames are.
        case plain
        /// The beginning of a sentence.
        case sentence
    }

    static func look(of name: String) -> Look {
        let outside = name.prefix { $0 != "(" && $0 != "|" && $0 != "/" }
        let words = outside.split(separator: " ").map { $0.drop { $0 == "@" } }
        guard let first = words.first else { return .plain }
        if words.count > 1 || first.lowercased() == "i", openers.contains(FoldedText.plain(first)) { return .sentence }
        let isCapitalised = words.allSatisfy { word in
            particles.contains(word.lowercased()) || word.first.map { !$0.isLowercase } ?? true
        }
        if !isCapitalised { return words.count <= 4 ? .plain : .sentence }
        if words.count > 5 { return .sentence }
        if openers.contains(first.lowercased()) { return .sentence }
        return words.count > 1 || GivenNames.contains(first.lowercased()) || first.lowercased().hasPrefix("speaker") ? .proper : .single
    }

    /// Whether it is a heading that minutes put before a colon: `Date:`, `ACTION:`.
    static func isLabel(_ name: String) -> Bool {
        labels.contains(name.lowercased())
    }

    private static let particles: Set<String> = [
        "de", "van", "von", "der", "den", "da", "di", "la", "le", "bin", "al", "el", "of", "dos", "del", "zu", "ten",
    ]

    private static let openers: Set<String> = [
        "so", "but", "and", "or", "the", "this", "that", "these", "those", "i", "i'm", "i'll", "we", "we're", "you", "it", "it's", "he",
        "she", "they", "there", "here", "here's", "what", "what's", "well", "okay", "ok", "yes", "no", "yeah", "my", "our", "your", "one",
        "first", "second", "third", "then", "because", "if", "when", "as", "for", "with", "in", "on", "at", "to", "by", "is", "are",
        "just", "also", "like", "now", "how", "why", "who", "where", "which", "an", "please", "thanks", "dear", "hi", "hello", "see",
        "some", "any", "all", "let", "let's", "remember", "important", "example", "that's", "maybe", "from", "not", "do", "can",
    ]

    private static let labels: Set<String> = [
        "action", "actions", "action item", "action items", "action point", "todo", "to do", "to-do", "ai", "note", "notes", "decision",
        "decisions", "decided", "question", "answer", "next steps", "next step", "follow-up", "follow up", "ps", "p.s", "fyi", "agenda",
        "summary", "attendees", "participants", "present", "absent", "apologies", "date", "time", "location", "place", "subject", "topic",
        "title", "duration", "from", "to", "cc", "bcc", "sent", "re", "reply-to", "meeting", "meeting title", "meeting date", "recording",
        "kind", "language", "style", "url", "link", "http", "https", "warning", "error", "info", "debug", "transcript", "result",
        "conclusion", "reminder", "context", "background", "goal", "goals", "e.g", "i.e", "invited", "attachments", "organizer", "host",
        "content-type", "user-agent", "accept", "version", "name", "description", "key", "value", "type", "id", "file", "line",
    ]
}
