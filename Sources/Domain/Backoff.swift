/// When to try again: exponential with full jitter, so that many who failed together do not come back together.
package struct Backoff: Sendable {
    /// Seconds that the first wait is drawn from.
    package var base: Double
    /// Seconds that no wait drawn here exceeds.
    package var cap: Double

    package init(base: Double, cap: Double) {
        self.base = base
        self.cap = cap
    }

    /// For deliveries and revocations: from 2 seconds up to an hour.
    package static let patient = Backoff(base: 2, cap: 3600)

    /// - Parameters:
    ///   - attempt: counts from 1.
    ///   - atLeast: the provider's `Retry-After` in seconds; never undercut, and kept at a week at most so that a provider's
    ///     slip cannot park a delivery for ever.
    ///   - fraction: a random number in 0..<1.
    /// - Returns: seconds to wait.
    package func delay(attempt: Int, atLeast: Double?, fraction: Double) -> Double {
        let ceiling = min(cap, base * Double(1 << min(max(attempt, 1) - 1, 20)))
        let drawn = max(ceiling * fraction, base / 4)
        guard let atLeast, atLeast.isFinite else { return drawn }
        return Self.bounded(atLeast) + drawn * min(1, base / max(ceiling, base))
    }

    /// What a provider asks for, in seconds, as far as we go along with it: a week at most.
    package static func bounded(_ seconds: Double) -> Double {
        seconds.isFinite ? min(max(seconds, 0), 7 * 86400) : 0
    }
}
