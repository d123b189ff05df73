package import struct Foundation.Date

/// One change in the life of a delivery.
package struct DeliveryEvent: Sendable, Equatable {
    package let state: DeliveryState
    package let cause: String?
    package let at: Date

    package init(state: DeliveryState, cause: String?, at: Date) {
        self.state = state
        self.cause = cause
        self.at = at
    }
}
