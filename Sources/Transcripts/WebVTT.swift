import Domain

/// Captions of the Web (W3C WebVTT), as Zoom, Teams and many others export them.
enum WebVTT {
    static let layout = Layout(format: .webVTT, recognises: recognises, read: Captions.read)

    /// By its first word, or by times with a decimal point where an editor has cut the header off.
    private static func recognises(_ text: String) -> Bool {
        let first = Lines(text).lazy.map(FoldedText.trim).first { !$0.isEmpty } ?? ""
        if first.hasPrefix("WEBVTT"), first.dropFirst(6).first.map({ $0.isWhitespace }) ?? true { return true }
        return Captions.timeLine(in: text).map { !$0.contains(",") } ?? false
    }
}
