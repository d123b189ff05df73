/// What WebVTT and SRT share: cues to utterances, names found by voice tag or before a colon.
enum Captions {
    /// Whether a time range stands among the first lines; a header may be long, a whole file is not searched.
    static func timeLine(in text: String) -> Substring? {
        Lines(text).lazy.prefix(400).first { Timestamp.range(in: $0) != nil }
    }

    static func read(_ text: String) -> [Utterance] {
        var roll = SpeakerRoll()
        var utterances: [Utterance] = []
        // Whether the utterance is the first line of its cue: a further line without a name goes on with the one before.
        var opens: [Bool] = []
        var shown: Substring?
        for cue in Cues(text) {
            var cue = cue
            // Rolling captions show the line before once more.
            let isRolling = cue.lines.count > 1 || cue.end - cue.start <= 0.05
            let repeated = isRolling ? cue.lines.prefix { $0 == shown } : []
            if cue.lines.count > repeated.count { shown = cue.lines.last }
            cue.lines.removeFirst(repeated.count)
            for (index, run) in CueText.runs(in: cue).enumerated() {
                let text = FoldedText.fold(run.text)
                utterances.append(Utterance(speaker: run.voice, start: cue.start, end: cue.end, text: text, group: cue.group))
                opens.append(index == 0 || run.voice != nil)
                if run.voice == nil { roll.note(text[...]) }
            }
        }
        return name(utterances, opens: opens, by: roll)
    }

    private static func name(_ utterances: [Utterance], opens: [Bool], by roll: SpeakerRoll) -> [Utterance] {
        var named: [Utterance] = []
        named.reserveCapacity(utterances.count)
        for (var utterance, opens) in zip(utterances, opens) {
            if utterance.speaker == nil, let line = SpeakerLine(utterance.text[...]), roll.accepts(line.name) {
                utterance.speaker = line.name
                utterance.text = String(line.text)
                named.append(utterance)
            } else if !opens, let last = named.indices.last {
                named[last].text += " " + utterance.text
            } else {
                named.append(utterance)
            }
        }
        return named
    }
}
