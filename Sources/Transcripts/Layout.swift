import Domain

/// One way of writing a conversation down: a file of its own and one line in ``all``.
struct Layout: Sendable {
    let format: TranscriptFormat
    let recognises: @Sendable (String) -> Bool
    let read: @Sendable (String) -> [Utterance]

    /// In the order they are tried: the most particular first.
    static let all: [Layout] = [
        WebVTT.layout,
        SubRip.layout,
        Dialogue.layout,
    ]
}
