package import struct Foundation.Date

/// Which lines of an activity log are wanted. What is `nil` leaves nothing out.
package struct ActivityFilter: Sendable, Equatable {
    package var kind: Activity.Kind?
    package var provider: ProviderID?
    /// This moment included.
    package var from: Date?
    /// This moment not included.
    package var until: Date?

    package init(kind: Activity.Kind? = nil, provider: ProviderID? = nil, from: Date? = nil, until: Date? = nil) {
        self.kind = kind
        self.provider = provider
        self.from = from
        self.until = until
    }
}
