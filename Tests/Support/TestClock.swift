package import Domain
package import Foundation
import Synchronization

/// A clock that stands still until it is moved.
package final class TestClock: Sendable {
    private let moment: Mutex<Date>

    /// - Parameter start: Friday, 20 November 2026, 10:00 UTC unless said otherwise.
    package init(_ start: Date = Date(timeIntervalSince1970: 1_795_168_800)) {
        moment = Mutex(start)
    }

    package var now: Date { moment.withLock(\.self) }
    package var source: TimeSource { TimeSource { self.now } }

    package func advance(by seconds: Double) {
        moment.withLock { $0 += seconds }
    }
}
