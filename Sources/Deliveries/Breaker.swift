import Domain
import Foundation
import Synchronization

/// Spares a provider that is out of order, and everybody else the wait for it.
///
/// After five failures in a row a provider is left alone for 30 seconds, then tried with what is due; while it goes on failing the pause
/// doubles, up to ten minutes.
final class Breaker: Sendable {
    private let circuits = Mutex<[ProviderID: Circuit]>([:])

    private struct Circuit {
        var failures = 0
        var pausedUntil = Date.distantPast
    }

    private static let tolerance = 5

    func paused(at now: Date) -> [String] {
        circuits.withLock { $0.filter { $0.value.pausedUntil > now }.map(\.key.rawValue) }
    }

    func succeeded(_ provider: ProviderID) {
        circuits.withLock { $0[provider] = nil }
    }

    func failed(_ provider: ProviderID, at now: Date) {
        circuits.withLock { circuits in
            var circuit = circuits[provider] ?? Circuit()
            circuit.failures += 1
            if circuit.failures >= Self.tolerance {
                let pause = min(600, 30 * Double(1 << min(circuit.failures - Self.tolerance, 10)))
                circuit.pausedUntil = now.addingTimeInterval(pause)
            }
            circuits[provider] = circuit
        }
    }
}
