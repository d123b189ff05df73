import Synchronization

/// Something a test turns on and off while others look at it.
package final class Switch: Sendable {
    private let state: Mutex<Bool>

    package init(_ isOn: Bool = false) {
        state = Mutex(isOn)
    }

    package var isOn: Bool {
        get { state.withLock(\.self) }
        set { state.withLock { $0 = newValue } }
    }
}
