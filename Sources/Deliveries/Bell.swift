/// Wakes the courier before its time. Losing a ring costs a second, never a delivery: the rows are the truth.
package final class Bell: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    package init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    package func ring() {
        continuation.yield()
    }

    /// Every ring since the last one taken counts as one. For one listener.
    var rings: AsyncStream<Void> { stream }
}
