/// Which of the words before a colon are names, judged by all lines of a transcript together.
struct SpeakerRoll {
    private var counts: [String: Int] = [:]
    private var candidates = 0
    private var lines = 0

    /// Counts a line that begins with a word of speech.
    mutating func note(_ line: Substring) {
        lines += 1
        guard let speaker = SpeakerLine(line), !NameWords.isLabel(speaker.name) else { return }
        candidates += 1
        counts[speaker.name, default: 0] += 1
    }

    func accepts(_ name: String) -> Bool {
        guard let count = counts[name], lines > 0 else { return false }
        let share = Double(candidates) / Double(lines)
        switch NameWords.look(of: name) {
        case .proper: return true
        case .single: return count > 1 || share >= 0.3
        case .plain: return share >= 0.9 || (count > 1 && share >= 0.5)
        case .sentence: return false
        }
    }

    /// Whether any name was accepted.
    var knowsSomebody: Bool { counts.keys.contains(where: accepts) }
}
