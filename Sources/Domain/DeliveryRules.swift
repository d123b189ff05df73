package import struct Foundation.Date

extension Delivery {
    /// Seconds for which one temporary failure after another is retried before the person is told: seven days.
    package static let patience: Double = 7 * 86400

    /// Whether a person may call it off: not once it may have arrived, for then it would be called what it is not.
    package var mayCancel: Bool { state.mayCancel && !isInDoubt }

    /// Whether a person may say that it arrived.
    package var mayConfirm: Bool { isInDoubt && !state.isPending && state != .delivered }

    /// Whether it may go out under another account: not once some of it may be there under this one.
    package var mayChangeCarrier: Bool { !isInDoubt && progress == nil }

    /// Sends it by another account, where the place of the one before means nothing.
    package mutating func changeCarrier(to organisation: Organisation.ID?) {
        guard organisation != self.organisation else { return }
        self.organisation = organisation
        choice = nil
        account = nil
    }

    /// The delivery after an attempt; the one place where an outcome becomes a state.
    ///
    /// - Parameter fraction: a random number in 0..<1, for jitter.
    package func next(after outcome: DeliveryOutcome, at now: Date, fraction: Double) -> Delivery {
        var next = self
        next.message = nil
        next.failingSince = nil
        next.notBefore = nil
        switch outcome {
        case .delivered(let receipt):
            next.state = .delivered
            next.isInDoubt = false
            next.url = receipt.url
            next.message = receipt.name
        case .later(let seconds, let reason):
            next.message = reason
            next.failingSince = failingSince ?? now
            next.state = isPatient(at: now) ? .retrying : .failed
            next.dueAt = now.addingTimeInterval(Backoff.patient.delay(attempt: attempts, atLeast: seconds, fraction: fraction))
            next.notBefore = seconds.map { now.addingTimeInterval(Backoff.bounded($0)) }
        case .connectionNeeded(let reason):
            next.state = .waitingForConnection
            next.message = reason
        case .scopeMissing(let reason):
            next.state = .blockedByScope
            next.message = reason
        case .uncertain(let reason, let mayLook):
            next.isInDoubt = true
            next.message = reason
            next.failingSince = failingSince ?? now
            next.state = mayLook && isPatient(at: now) ? .retrying : .uncertain
            next.dueAt = now.addingTimeInterval(Backoff.patient.delay(attempt: attempts, atLeast: nil, fraction: fraction))
        case .refused(let reason):
            next.state = .failed
            next.message = reason
        }
        return next
    }

    private func isPatient(at now: Date) -> Bool {
        now < (failingSince ?? now).addingTimeInterval(Self.patience)
    }
}
