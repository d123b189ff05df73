import Logging
import ServiceLifecycle

/// Sends letters for as long as the server runs.
package struct LetterService: Service {
    private let connections: Connections

    package init(_ connections: Connections) {
        self.connections = connections
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await connections.sendLetters()
                } catch is CancellationError {
                    return
                } catch {
                    connections.dependencies.logger.error("Sending letters failed", metadata: ["error": "\(error)"])
                }
                try? await connections.dependencies.pause(.seconds(10))
            }
        }
    }
}
