/// One caption: when it is shown and its lines, mark-up included.
struct Cue {
    var id: Substring?
    /// Seconds.
    var start: Double
    var end: Double
    var lines: [Substring]

    /// The utterance a Teams id `<guid>/<n>-<k>` counts this cue under: all but the `-<k>`.
    var group: String? {
        guard let id, let slash = id.lastIndex(of: "/"), let dash = id[slash...].lastIndex(of: "-"),
            id[id.index(after: dash)...].allSatisfy(\.isNumber)
        else { return nil }
        return String(id[..<dash])
    }
}
