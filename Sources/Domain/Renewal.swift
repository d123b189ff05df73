package import struct Foundation.Date

/// What is known of an access token when somebody is about to use it.
package struct Renewal: Sendable, Equatable {
    /// When the token ends; `nil` where the provider does not say.
    package var expiresAt: Date?
    /// When to renew it, or after failures when to try again.
    package var dueAt: Date?
    /// Refreshes in a row that brought nothing.
    package var failures: Int
    /// Whether the provider has just refused the token, however long it should have lived.
    package var isRejected: Bool
    /// Whether there is a refresh token.
    package var isRenewable: Bool

    package init(expiresAt: Date?, dueAt: Date?, failures: Int, isRejected: Bool, isRenewable: Bool) {
        self.expiresAt = expiresAt
        self.dueAt = dueAt
        self.failures = failures
        self.isRejected = isRejected
        self.isRenewable = isRenewable
    }

    package enum Step: Sendable, Equatable {
        case use
        case refresh
        /// The token is of no use and the provider has asked for, or earned, some quiet: seconds until the next try.
        case wait(Double)
        /// Only a new consent helps.
        case end
    }

    package func step(at now: Date) -> Step {
        guard isRenewable else { return isOver(at: now) ? .end : .use }
        if failures > 0, let dueAt, dueAt > now { return isOver(at: now) ? .wait(dueAt.timeIntervalSince(now)) : .use }
        return isDue(at: now) ? .refresh : .use
    }

    /// Whether the token itself can no longer serve.
    package func isOver(at now: Date) -> Bool {
        isRejected || expiresAt.map { $0 <= now } ?? false
    }

    private func isDue(at now: Date) -> Bool {
        isOver(at: now) || dueAt.map { $0 <= now } ?? false
    }

    /// When a token is to be renewed: within the smaller of ten minutes and a quarter of its life before its end. One that cannot be renewed
    /// is looked at when it ends; `nil` where the provider gives no expiry.
    package static func due(issuedAt: Date, expiresAt: Date?, isRenewable: Bool) -> Date? {
        guard let expiresAt else { return nil }
        guard isRenewable else { return expiresAt }
        return expiresAt.addingTimeInterval(-min(600, expiresAt.timeIntervalSince(issuedAt) / 4))
    }
}
