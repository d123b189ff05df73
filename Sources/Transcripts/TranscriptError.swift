/// Why an upload cannot be read as a transcript.
package enum TranscriptError: Error, Equatable {
    case empty
    /// More bytes than `limit`.
    case tooLarge(limit: Int)
    /// A PDF, an archive, a recording or other binary data.
    case notText
    /// Text, but neither UTF-8 nor UTF-16 with a byte order mark.
    case unreadableEncoding
    /// Readable text in which nobody is seen to speak.
    case unknownLayout
    /// A known layout without a single spoken word.
    case noSpeech

    /// What happened and what to do, for the person.
    package var message: String {
        switch self {
        case .empty:
            "The transcript is empty; choose a file with text in it, or paste the text."
        case .tooLarge(let limit):
            "The transcript is larger than \(limit / 1_048_576) MB; split it into parts and upload them one by one."
        case .notText:
            "This is not a text file; export the transcript as .vtt, .srt or .txt and upload that."
        case .unreadableEncoding:
            "The text's encoding could not be read; save the file as UTF-8 and upload it again."
        case .unknownLayout:
            "No speakers were found in this text; upload a WebVTT or SRT file, or lines such as “Ada: I'll send the notes”."
        case .noSpeech:
            "The file is laid out like a transcript, but nobody says anything in it; check that the export is complete."
        }
    }
}
