/// The text of a conversation, in the order it was spoken.
package struct Transcript: Sendable, Equatable {
    /// What the upload was recognised as, such as `webvtt`; shown to the person in words.
    package var format: TranscriptFormat
    package var segments: [Segment]

    package init(format: TranscriptFormat, segments: [Segment]) {
        self.format = format
        self.segments = segments
    }

    /// Everybody who speaks, in the order of their first word.
    package var speakers: [String] {
        var seen: Set<String> = []
        return segments.compactMap(\.speaker).filter { seen.insert($0).inserted }
    }

    /// Seconds from the start to the last known time; `nil` when the transcript has no times.
    package var duration: Double? {
        segments.compactMap { $0.end ?? $0.start }.max()
    }
}

/// The layouts that are recognised, by content and never by file name.
package enum TranscriptFormat: String, Sendable, CaseIterable {
    case webVTT = "webvtt"
    case subRip = "srt"
    /// `Name: text` lines.
    case dialogue
}

/// One utterance: who said what, and when.
package struct Segment: Sendable, Equatable, Codable {
    /// `nil` where the transcript does not say.
    package var speaker: String?
    /// Seconds from the start of the meeting.
    package var start: Double?
    /// Seconds from the start of the meeting.
    package var end: Double?
    /// The words as uploaded, without mark-up; white space folded.
    package var text: String

    package init(speaker: String? = nil, start: Double? = nil, end: Double? = nil, text: String) {
        self.speaker = speaker
        self.start = start
        self.end = end
        self.text = text
    }
}
