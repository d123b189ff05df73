import Foundation

/// A row of the table, filled in.
struct Line: Sendable {
    let row: Row
    var demanded = ""
    var measured = ""
    var seconds = 0
    var isGood = false

    /// Adds it to the file `TORTURE_REPORT`, fields separated by tabs; nowhere when there is none.
    func write() {
        guard let path = ProcessInfo.processInfo.environment["TORTURE_REPORT"] else { return }
        let fields = [row.rawValue, row.what, demanded, measured, "\(seconds)", isGood ? "ok" : "FAILED"]
        let line = fields.map { $0.replacing(#/[\t\n]/#, with: " ") }.joined(separator: "\t") + "\n"
        let handle = FileHandle(forWritingAtPath: path)
        _ = try? handle?.seekToEnd()
        try? handle?.write(contentsOf: Data(line.utf8))
    }
}
