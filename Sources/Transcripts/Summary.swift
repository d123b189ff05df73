import Domain

/// A few sentences made of counted facts only.
enum Summary {
    static func write(_ transcript: Transcript, items: [ActionItem], decisions: [String]) -> String {
        "\(talk(transcript)) \(findings(items: items, decisions: decisions))"
    }

    private static func talk(_ transcript: Transcript) -> String {
        let speakers = transcript.speakers
        let names = speakers.count > 5 ? Array(speakers.prefix(4)) + ["\(speakers.count - 4) others"] : speakers
        let who = names.isEmpty ? "People whom the transcript does not name" : list(names)
        guard let seconds = transcript.duration, seconds >= 1, seconds < 1_000_000_000 else { return "\(who) talked." }
        let minutes = Int((seconds / 60).rounded())
        return "\(who) talked for \(minutes < 1 ? "less than a minute" : count(minutes, "minute"))."
    }

    private static func findings(items: [ActionItem], decisions: [String]) -> String {
        let confident = items.count { $0.band == .confident }
        let possible = items.count - confident
        var parts: [String] = []
        if confident > 0 { parts.append(count(confident, "action item")) }
        if possible > 0 { parts.append(count(possible, "possible \(confident > 0 ? "one" : "action item")")) }
        if !decisions.isEmpty { parts.append(count(decisions.count, "decision")) }
        guard !parts.isEmpty else { return "No action items or decisions were found." }
        let isOne = items.count + decisions.count == 1
        return "\(list(parts)) \(isOne ? "was" : "were") found."
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    private static func list(_ parts: [String]) -> String {
        parts.count < 2 ? parts.joined() : parts.dropLast().joined(separator: ", ") + " and " + (parts.last ?? "")
    }
}
