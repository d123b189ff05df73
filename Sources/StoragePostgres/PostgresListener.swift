import Dispatch
import Storage
import Synchronization

/// Hears what other servers on the database announce (`LISTEN`), on a connection of its own that is opened with the first subscriber and
/// opened again whenever it is lost.
///
/// A pooler that gives every transaction another connection cannot carry this; behind one, a server hears only itself and everybody else
/// by looking.
final class PostgresListener: Sendable {
    private let address: PostgresAddress
    private let pause: @Sendable (Duration) async throws -> Void
    private let broadcast = Broadcast()
    private let isStarted = Mutex(false)

    init(_ address: PostgresAddress, pause: @escaping @Sendable (Duration) async throws -> Void) {
        self.address = address
        self.pause = pause
    }

    func announcements() -> AsyncStream<Topic> {
        let isFirst = isStarted.withLock { isStarted in
            defer { isStarted = true }
            return !isStarted
        }
        if isFirst { Task { [weak self] in await self?.keepListening() } }
        return broadcast.subscribe()
    }

    func tell(_ topics: [Topic]) {
        topics.forEach(broadcast.send)
    }

    private func keepListening() async {
        while true {
            do {
                guard try await listen() else { return }
                // Something may have been said while nobody listened.
                broadcast.send(.missed)
            } catch {
                broadcast.send(.missed)
            }
            do {
                try await pause(.seconds(1))
            } catch {
                return
            }
        }
    }

    /// - Returns: `false` when this address cannot be listened on; otherwise when the connection was lost.
    private func listen() async throws -> Bool {
        let connection = try await PostgresConnection.open(address, name: "meeting-intelligence listener")
        if connection.isPooled { return false }
        let (loss, lost) = AsyncStream<Void>.makeStream()
        let broadcast = broadcast
        let source = try await connection.listen(
            to: PostgresSession.channel, { broadcast.send(Topic(rawValue: $0)) }, onLoss: { lost.finish() })
        for await _ in loss {}
        source.cancel()
        return true
    }
}
