import Domain

/// Joins the pieces a recogniser cut one person's words into, so that sentences are whole again.
enum Turns {
    /// Seconds of silence that part two segments.
    static let gap = 2.0
    /// No joining beyond this, so that a quote's time stays near: seconds and bytes.
    static let longest = (seconds: 60.0, bytes: 500)
    /// From here on the end of a sentence is a good place to stop.
    static let comfortable = (seconds: 20.0, bytes: 200)

    static func segments(from utterances: [Utterance]) -> [Segment] {
        var segments: [Segment] = []
        var last: Utterance?
        var roles: [String: Attendee] = [:]
        for utterance in utterances {
            let text = FoldedText.fold(utterance.text)
            var role = Attendee.person
            if let speaker = utterance.speaker {
                role = roles[speaker] ?? Attendee(name: speaker)
                roles[speaker] = role
            }
            guard !text.isEmpty, role != .bot else { continue }
            var utterance = utterance
            utterance.text = text
            utterance.speaker = role == .device ? nil : utterance.speaker
            if let last, let index = segments.indices.last, joins(utterance, to: segments[index], after: last) {
                segments[index].text += " " + text
                segments[index].end = utterance.end ?? segments[index].end
            } else {
                segments.append(Segment(speaker: utterance.speaker, start: utterance.start, end: utterance.end, text: text))
            }
            last = utterance
        }
        return segments
    }

    private static func joins(_ next: Utterance, to segment: Segment, after last: Utterance) -> Bool {
        guard next.speaker == segment.speaker, !next.standsAlone, !last.standsAlone else { return false }
        guard !Marker.stands(in: next.text[...]), !Marker.stands(in: last.text[...]) else { return false }
        let bytes = segment.text.utf8.count + next.text.utf8.count + 1
        let seconds = (next.end ?? next.start ?? 0) - (segment.start ?? 0)
        guard bytes <= longest.bytes, seconds <= longest.seconds else { return false }
        let isSentence = segment.text.last.map { ".?!".contains($0) } ?? false
        if isSentence, segment.text.utf8.count >= comfortable.bytes || (last.end ?? 0) - (segment.start ?? 0) >= comfortable.seconds {
            return false
        }
        if let group = next.group, group == last.group { return true }
        guard let end = last.end, let start = next.start else {
            // Without times only a sentence that was cut in the middle is joined.
            return next.start == nil && !isSentence && segment.speaker != nil
        }
        return start - end < gap
    }
}
