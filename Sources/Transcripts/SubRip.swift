import Domain

/// SRT captions: numbered cues, a comma before the milliseconds.
enum SubRip {
    static let layout = Layout(format: .subRip, recognises: { Captions.timeLine(in: $0) != nil }, read: Captions.read)
}
