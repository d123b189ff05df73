import Domain
import Synchronization

/// What one stream has not been told yet. Hints that come while its reader is slow become one.
final class Mailbox: Sendable {
    /// One for everything put in since the one before.
    private let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let hints = Mutex<Set<Hint>>([])

    /// More than this many different ones are told as one.
    private static let limit = 50

    init() {
        (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// - Parameter hint: `nil` is a mere sign of life.
    func put(_ hint: Hint?) {
        if let hint {
            hints.withLock { hints in
                hints.insert(hint)
                if hints.count > Self.limit { hints = [.everything, .sessions] }
            }
        }
        continuation.yield()
    }

    /// Waits until something is put in. For one reader.
    ///
    /// - Returns: `nil` once it is closed, or the task is cancelled.
    func next() async -> Set<Hint>? {
        for await _ in rings {
            return hints.withLock { hints in
                defer { hints = [] }
                return hints
            }
        }
        return nil
    }

    func close() {
        continuation.finish()
    }
}
