package import struct Foundation.Date

extension Delivery {
    /// How long definite, temporary failures are retried before the person is told: seven days.
    package static let patience: Double = 7 * 86400

    /// The delivery after an attempt; the one place where an outcome becomes a state.
    ///
    /// - Parameter fraction: a random number in 0..<1, for jitter.
    package func next(after outcome: DeliveryOutcome, at now: Date, fraction: Double) -> Delivery {
        var next = self
        next.message = nil
        switch outcome {
        case .delivered(let receipt):
            next.state = .delivered
            next.url = receipt.url
            next.message = receipt.name
        case .later(let seconds, let reason):
            next.message = reason
            guard now < createdAt.addingTimeInterval(Self.patience) else {
                next.state = .failed
                return next
            }
            next.state = .retrying
            next.dueAt = now.addingTimeInterval(Backoff.patient.delay(attempt: attempts, atLeast: seconds, fraction: fraction))
        case .connectionNeeded(let reason):
            next.state = .waitingForConnection
            next.message = reason
        case .scopeMissing(let reason):
            next.state = .blockedByScope
            next.message = reason
        case .uncertain(let reason):
            next.state = .uncertain
            next.message = reason
        case .refused(let reason):
            next.state = .failed
            next.message = reason
        }
        return next
    }
}
