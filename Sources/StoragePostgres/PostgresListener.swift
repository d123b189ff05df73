import Dispatch
import Storage
import Synchronization

/// Hears what other servers on the database announce (`LISTEN`), on a connection of its own that is opened with the first subscriber and
/// opened again whenever it is lost.
///
/// A pooler that gives every transaction another connection cannot carry this; behind one, a server hears only itself and is told every few
/// seconds to look for what others have done.
final class PostgresListener: Sendable {
    private let ear: Ear
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(_ address: PostgresAddress, pause: @escaping @Sendable (Duration) async throws -> Void) {
        ear = Ear(address: address, pause: pause)
    }

    /// The connection goes with whoever listened on it.
    deinit {
        task.withLock { $0?.cancel() }
    }

    func announcements() -> AsyncStream<Topic> {
        task.withLock { [ear] task in
            if task == nil { task = Task { await ear.keepListening() } }
        }
        return ear.broadcast.subscribe()
    }

    func tell(_ topics: [Topic]) {
        topics.forEach(ear.broadcast.send)
    }
}

/// What listening needs, apart from the listener, which the task must not keep alive.
private struct Ear: Sendable {
    let address: PostgresAddress
    let pause: @Sendable (Duration) async throws -> Void
    let broadcast = Broadcast()

    /// Between two looks where nobody can be listened to.
    private static let lookout = Duration.seconds(3)

    func keepListening() async {
        while !Task.isCancelled {
            var rest = Duration.seconds(1)
            do {
                if try await !listen() {
                    rest = Self.lookout
                    broadcast.send(.missed)
                }
            } catch {
                broadcast.send(.missed)
            }
            do {
                try await pause(rest)
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
        // Something may have been said while nobody listened.
        broadcast.send(.missed)
        for await _ in loss {}
        source.cancel()
        return true
    }
}
