package import struct Foundation.Date

/// Where the time comes from. The executable passes the system's clock, a test its own.
package struct TimeSource: Sendable {
    private let read: @Sendable () -> Date

    package init(_ read: @escaping @Sendable () -> Date) {
        self.read = read
    }

    package var now: Date { read() }
}
