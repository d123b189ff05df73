import Domain
import Foundation
import Logging
import Providers
import ServiceLifecycle
import Storage

/// Refreshes tokens before anybody needs them, for as long as the server runs. Several servers share the work by the leases in the rows.
package struct RefreshService: Service {
    private let connections: Connections

    /// Seconds between two looks. Shorter than a lease, so that an answer the database did not take is brought in while the lease holds.
    static let interval: Double = 15

    package init(_ connections: Connections) {
        self.connections = connections
    }

    package func run() async throws {
        let dependencies = connections.dependencies
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    _ = try await connections.refreshDue(spread: Self.interval)
                    // Servers started in the same moment must not look in the same moment for ever.
                    try await dependencies.pause(.seconds(Self.interval * (0.75 + dependencies.random.fraction() / 2)))
                } catch is CancellationError {
                    return
                } catch {
                    dependencies.logger.error("Refreshing failed", metadata: ["error": "\(error)"])
                    try? await dependencies.pause(.seconds(Self.interval))
                }
            }
        }
    }
}

extension Connections {
    /// Refreshes what is due, and of each provider one connection whose refresh has failed; the tokens that end first in front: at most ``Sweep/limit`` at once, and ``Sweep/limitOfProvider`` of one
    /// provider.
    ///
    /// - Parameter spread: seconds over which the requests are spread at random.
    /// - Returns: how many were looked at.
    package func refreshDue(spread: Double = 0) async throws -> Int {
        try await ledger.settleOpen()
        let configured = try await applications.configured()
        let types = Provider.all.filter { configured.contains($0.id) }.flatMap(Chain.all).map(\.type.rawValue)
        let now = dependencies.time.now
        let due = try await dependencies.database.transaction(as: .worker) { session in
            let table = RefreshTable(session)
            // One of those that wait after a failure is tried each time, so that a provider that is back is found out about in seconds.
            for type in types.map(ProviderID.init(rawValue:)) {
                if let probe = try table.probe(type: type, at: now) { try table.hasten(type, only: probe, at: now) }
            }
            return try table.due(types: types, limit: Sweep.batch, at: now)
        }
        await Sweep(refresher: refresher, dependencies: dependencies, spread: spread).run(due)
        return due.count
    }

    /// Brings in what a crash left in the journal. Before anything is refreshed.
    ///
    /// - Returns: how many tokens were saved by it.
    @discardableResult
    package func replayJournal() async throws -> Int {
        try await ledger.replay()
    }
}
