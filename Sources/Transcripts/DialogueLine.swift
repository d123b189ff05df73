/// One line of dialogue, its time and Markdown taken off.
struct DialogueLine {
    /// Seconds.
    private(set) var time: Double?
    private(set) var text: Substring
    /// From `**Ada:** …`, `**Ada**: …` or `**Ada**` alone.
    private(set) var boldName: String?
    /// A `# heading`, which is said by nobody.
    private(set) var isHeading = false
    /// From `00:15 - Ada`, the words following on the next line.
    private var nameUnderTime: String?

    init(_ line: Substring) {
        text = FoldedText.trim(line)
        if text.first == "#" {
            isHeading = true
            text = FoldedText.trim(text.drop { $0 == "#" })
        }
        let bulleted = text
        if let first = text.first, "*-•>".contains(first), text.dropFirst().first == " ", !text.dropFirst(2).hasPrefix("[") {
            text = FoldedText.trim(text.dropFirst(2))
        }
        takeBoldName()
        if let stamp = Timestamp.leading(text), boldName == nil {
            takeTime(stamp, bulleted: bulleted)
        }
        text = text.isEmpty ? text : FoldedText.trim(text)
    }

    /// Titles, and what meeting tools write around the words.
    var isFurniture: Bool {
        isHeading || "MT`-=".contains(text.first ?? " ") && Self.furniture.contains { text.hasPrefix($0) }
    }

    /// `ACTION: …`, `- [ ] …`: noted among the dialogue rather than spoken by whoever spoke last.
    var isMarker: Bool { Marker.stands(in: text) }

    /// Takes the name off, if there is one.
    mutating func speaker(by roll: SpeakerRoll) -> String? {
        if let boldName {
            return roll.accepts(boldName) ? boldName : nil
        }
        if let line = SpeakerLine(text), roll.accepts(line.name) {
            time = line.time ?? time
            text = line.text
            return line.name
        }
        guard let nameUnderTime, roll.accepts(nameUnderTime) || NameWords.look(of: nameUnderTime) == .proper else { return nil }
        text = text.suffix(0)
        return nameUnderTime
    }

    private mutating func takeBoldName() {
        guard text.hasPrefix("**"),
            let end = text.utf8.count > 400 ? text.prefix(300).dropFirst(2).firstRange(of: "**") : text.dropFirst(2).firstRange(of: "**")
        else { return }
        var inside = FoldedText.trim(text[text.index(text.startIndex, offsetBy: 2)..<end.lowerBound])
        var rest = FoldedText.trim(text[end.upperBound...])
        if let stamp = Timestamp.leading(inside) {
            (time, inside) = (stamp.seconds, stamp.rest)
        }
        if inside.last == ":" {
            inside = inside.dropLast()
        } else if rest.first == ":" {
            rest = FoldedText.trim(rest.dropFirst())
        } else if !rest.isEmpty {
            return
        }
        guard let name = SpeakerLine(inside + ":")?.name, !NameWords.isLabel(name) else { return }
        boldName = name
        text = rest
    }

    private mutating func takeTime(_ stamp: (seconds: Double, rest: Substring, isBracketed: Bool), bulleted: Substring) {
        let names = SpeakerLine(stamp.rest) != nil || stamp.rest.hasPrefix("**")
        let isNameAlone = !names && stamp.rest.count <= 60 && NameWords.look(of: String(stamp.rest)) == .proper
        // "10:30 works for me" is no time of an utterance.
        guard stamp.isBracketed || stamp.rest.isEmpty || names || isNameAlone else { return }
        time = stamp.seconds
        text = stamp.rest
        if isNameAlone { nameUnderTime = FoldedText.fold(stamp.rest) }
        if names { takeBoldName() }
    }

    private static let furniture = [
        "Meeting ended after ", "Transcription ended after ", "Transcribed by https://", "This editable transcript was computer",
        "```", "---", "===",
    ]
}
