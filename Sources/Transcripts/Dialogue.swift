import Domain

/// Lines such as `Ada: hello`, with or without times and Markdown.
enum Dialogue {
    static let layout = Layout(format: .dialogue, recognises: recognises, read: read)

    private static func recognises(_ text: String) -> Bool {
        guard text.utf8.first(where: { $0 > 0x20 }) != UInt8(ascii: "{") else { return false }
        return roll(of: text).knowsSomebody
    }

    private static func roll(of text: String) -> SpeakerRoll {
        var roll = SpeakerRoll()
        var bold = SpeakerRoll()
        for line in Lines(text) where !line.isEmpty {
            let line = DialogueLine(line)
            guard !line.text.isEmpty || line.boldName != nil, !line.isHeading else { continue }
            if let name = line.boldName {
                bold.note(Substring(name + ": "))
            } else {
                roll.note(line.text)
            }
        }
        // Where names are set in bold, a colon elsewhere is just a colon.
        return bold.knowsSomebody ? bold : roll
    }

    private static func read(_ text: String) -> [Utterance] {
        let roll = roll(of: text)
        var utterances: [Utterance] = []
        var speaker: String?
        var time: Double?
        var startsTurn = false
        for line in Lines(text) where !line.isEmpty {
            var line = DialogueLine(line)
            time = line.time ?? time
            guard !line.isFurniture else { continue }
            if let name = line.speaker(by: roll) {
                (speaker, startsTurn, time) = (name, true, line.time ?? time)
            } else if line.isMarker, !line.text.isEmpty {
                utterances.append(Utterance(start: time, text: String(line.text), standsAlone: true))
                continue
            }
            guard !line.text.isEmpty, let speaker else { continue }
            if !startsTurn, line.time == nil, let last = utterances.indices.last, !utterances[last].standsAlone,
                utterances[last].text.utf8.count + line.text.utf8.count < Turns.longest.bytes
            {
                utterances[last].text += " " + line.text
            } else {
                utterances.append(Utterance(speaker: speaker, start: time, text: String(line.text)))
                time = nil
            }
            startsTurn = false
        }
        return fromTheStart(utterances)
    }

    /// Times of day become seconds since the first: nobody meets for more than four hours before the first word.
    private static func fromTheStart(_ utterances: [Utterance]) -> [Utterance] {
        guard let first = utterances.lazy.compactMap(\.start).first, first >= 4 * 3600 else { return utterances }
        return utterances.map { utterance in
            var utterance = utterance
            utterance.start = utterance.start.map { max(0, $0 - first) }
            return utterance
        }
    }
}
