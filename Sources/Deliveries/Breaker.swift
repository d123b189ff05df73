import Domain
import Foundation
import Synchronization

/// Spares a provider that is out of order, and everybody else the wait for it.
///
/// After five failures in a row nothing goes to a provider but one delivery every twenty seconds, by which it is found out whether it is
/// back. What else waits makes no attempts of its own, and so comes to no long waits.
final class Breaker: Sendable {
    private let circuits = Mutex<[ProviderID: Circuit]>([:])

    private struct Circuit {
        var failures = 0
        var probedAt = Date.distantPast

        var isOpen: Bool { failures >= Breaker.tolerance }
    }

    private static let tolerance = 5
    /// Seconds between two probes.
    static let pause: Double = 20

    /// Providers nothing is sent to but probes.
    var open: [ProviderID] { circuits.withLock { $0.filter(\.value.isOpen).map(\.key) } }

    /// Those of the open ones whose next probe is due; they are not again until ``pause`` has gone by.
    func probing(at now: Date) -> [ProviderID] {
        circuits.withLock { circuits in
            let due = circuits.filter { $0.value.isOpen && now.timeIntervalSince($0.value.probedAt) >= Self.pause }.map(\.key)
            for provider in due { circuits[provider]?.probedAt = now }
            return due
        }
    }

    func succeeded(_ provider: ProviderID) {
        circuits.withLock { $0[provider] = nil }
    }

    func failed(_ provider: ProviderID, at now: Date) {
        circuits.withLock { circuits in
            circuits[provider, default: Circuit()].failures += 1
            circuits[provider]?.probedAt = now
        }
    }
}
