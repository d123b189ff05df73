import Logging
import ServiceLifecycle

/// Works off the queue of revocations for as long as the server runs.
package struct RevocationService: Service {
    private let connections: Connections

    package init(_ connections: Connections) {
        self.connections = connections
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    _ = try await connections.revokeDue()
                } catch is CancellationError {
                    return
                } catch {
                    connections.dependencies.logger.error("Revoking failed", metadata: ["error": "\(error)"])
                }
                try? await connections.dependencies.pause(.seconds(5))
            }
        }
    }
}

extension Connections {
    /// Tries the revocations that are due now.
    ///
    /// - Returns: how many were tried.
    package func revokeDue() async throws -> Int {
        try await revoker.runOnce()
    }
}
