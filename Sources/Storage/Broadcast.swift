import Synchronization

/// Passes topics on to everybody in this process who listens. A listener that is slow loses the oldest.
package final class Broadcast: Sendable {
    private let listeners = Mutex(Listeners())

    private struct Listeners {
        var all: [Int: AsyncStream<Topic>.Continuation] = [:]
        var last = 0
    }

    package init() {}

    package func subscribe() -> AsyncStream<Topic> {
        let (stream, continuation) = AsyncStream<Topic>.makeStream(bufferingPolicy: .bufferingNewest(64))
        let number = listeners.withLock { listeners in
            listeners.last += 1
            listeners.all[listeners.last] = continuation
            return listeners.last
        }
        continuation.onTermination = { [weak self] _ in self?.remove(number) }
        return stream
    }

    package func send(_ topic: Topic) {
        for continuation in listeners.withLock({ Array($0.all.values) }) { continuation.yield(topic) }
    }

    private func remove(_ number: Int) {
        listeners.withLock { _ = $0.all.removeValue(forKey: number) }
    }
}
