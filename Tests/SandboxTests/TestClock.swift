import Foundation
import Synchronization

/// Stands at 22 November 2026, 12:00 UTC, until it is moved.
final class TestClock: Sendable {
    private let moment = Mutex(Date(timeIntervalSince1970: 1_795_348_800))

    var now: Date { moment.withLock { $0 } }

    func advance(seconds: Double) {
        moment.withLock { $0 += seconds }
    }
}
