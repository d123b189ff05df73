import Foundation
import Logging
import ServiceLifecycle
import Storage

/// Keeps the keys in order for as long as the server runs: removes data keys that nothing needs, and, where this is the only server of its
/// database, brings data keys under a new key-encryption key by itself.
///
/// Where several servers share a database only the operator knows when all of them hold the new key; there the command does it.
package struct KeyService: Service {
    private let connections: Connections

    private static let pause = Duration.seconds(60)
    private static let roundsBetweenTidying = 60

    package init(_ connections: Connections) {
        self.connections = connections
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var round = 0
            while !Task.isCancelled {
                do {
                    try await connections.tendKeys(tidying: round % Self.roundsBetweenTidying == 0)
                } catch is CancellationError {
                    return
                } catch {
                    connections.dependencies.logger.error("Tending the keys failed", metadata: ["error": "\(error)"])
                }
                round += 1
                try? await connections.dependencies.pause(Self.pause)
            }
        }
    }
}

extension Connections {
    /// One round of ``KeyService``.
    package func tendKeys(tidying: Bool) async throws {
        let care = keyCare
        if dependencies.database.dialect == .sqlite { try await care.rewrap() }
        if tidying { try await care.tidy() }
    }
}
