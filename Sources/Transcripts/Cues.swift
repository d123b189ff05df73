/// The cues of a caption file, one at a time.
///
/// Only lines under a time belong to a cue, up to the next empty line: headers, notes, styles, regions and stray text drop out
/// by themselves.
struct Cues: Sequence, IteratorProtocol {
    private var lines: Lines
    private var times: (start: Double, end: Double)?
    private var id: Substring?
    /// A cue longer than this is handed out in parts, so that a file without empty lines is no burden.
    private static let longest = 200

    init(_ text: String) {
        lines = Lines(text)
    }

    mutating func next() -> Cue? {
        while times == nil {
            guard let line = lines.next() else { return nil }
            times = Timestamp.range(in: line)
            if times == nil { id = FoldedText.trim(line) }
        }
        guard let times else { return nil }
        var cue = Cue(id: id.flatMap { $0.isEmpty ? nil : $0 }, start: times.start, end: times.end, lines: [])
        self.times = nil
        while let line = lines.next() {
            if let following = Timestamp.range(in: line) {
                self.times = following
                id = cue.lines.last.map(isID) == true ? cue.lines.popLast() : nil
                return cue
            }
            let line = FoldedText.trim(line)
            id = line
            guard !line.isEmpty else { return cue }
            cue.lines.append(line)
            if cue.lines.count == Self.longest {
                self.times = times
                id = cue.id
                return cue
            }
        }
        return cue
    }

    /// Files without empty lines between cues put the next cue's number under this one's text.
    private func isID(_ line: Substring) -> Bool {
        line.utf8.count <= 60 && (line.allSatisfy(\.isNumber) || (line.contains("/") && line.contains("-") && !line.contains(" ")))
    }
}
