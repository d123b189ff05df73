extension Minutes {
    /// The notes as plain text.
    var text: String {
        var parts = [title + "\n" + facts]
        if !summary.isEmpty { parts.append(summary) }
        if !decisions.isEmpty { parts.append("Decisions\n" + decisions.map { "- \($0)" }.joined(separator: "\n")) }
        if !items.isEmpty { parts.append("Action items\n" + items.map(Self.lines).joined(separator: "\n")) }
        if let next { parts.append("Next meeting\n" + next) }
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static func lines(_ entry: Entry) -> String {
        let line = "- " + entry.title + (entry.facts.isEmpty ? "" : " — " + entry.facts)
        return entry.quote.map { "\(line)\n  “\($0)”" } ?? line
    }
}
