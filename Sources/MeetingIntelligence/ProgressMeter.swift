import Foundation
import Synchronization

/// Shows on the standard error how far a long work has come, at most ten times.
final class ProgressMeter: Sendable {
    private let what: String
    private let shown = Mutex(0)

    init(_ what: String) {
        self.what = what
    }

    @Sendable func show(_ done: Int, _ total: Int) {
        let tenth = total == 0 ? 10 : done * 10 / total
        let isNew = shown.withLock { shown in
            defer { shown = max(shown, tenth) }
            return tenth > shown
        }
        if isNew { try? FileHandle.standardError.write(contentsOf: Data("\(done) of \(total) \(what)\n".utf8)) }
    }
}
