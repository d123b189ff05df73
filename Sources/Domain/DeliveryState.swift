/// Where a delivery stands.
package enum DeliveryState: String, Sendable, CaseIterable {
    case queued
    /// Committed before the provider is called: whoever finds it after a crash reconciles instead of sending blindly.
    case inFlight = "in_flight"
    case delivered
    /// No usable connection; resumes by itself when there is one.
    case waitingForConnection = "waiting_for_connection"
    /// The connection lacks a permission; resumes by itself when it is granted.
    case blockedByScope = "blocked_by_scope"
    case retrying
    /// Sent, no answer, and no way to find out: the person decides.
    case uncertain
    case failed
    case cancelled

    /// Whether the courier still has something to do by itself.
    package var isPending: Bool {
        switch self {
        case .queued, .inFlight, .retrying: true
        case .delivered, .waitingForConnection, .blockedByScope, .uncertain, .failed, .cancelled: false
        }
    }

    /// Whether a person may ask for another attempt.
    package var mayRetry: Bool {
        switch self {
        case .failed, .cancelled, .uncertain, .waitingForConnection, .blockedByScope, .retrying: true
        case .queued, .inFlight, .delivered: false
        }
    }

    /// Whether a person may still call it off. Not while a call is under way: nobody could say whether it arrived.
    package var mayCancel: Bool {
        switch self {
        case .queued, .waitingForConnection, .blockedByScope, .retrying: true
        case .inFlight, .delivered, .uncertain, .failed, .cancelled: false
        }
    }
}
