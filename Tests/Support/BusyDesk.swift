import Dispatch
package import Meetings

/// A reading that takes until it is released, and others that wait behind it.
package struct BusyDesk: Sendable {
    private let gate = DispatchSemaphore(value: 0)

    package init() {}

    /// - Parameter count: how many wait; by default as many as may.
    package func hold(_ desk: ReadingDesk, waiting count: Int = ReadingDesk.capacity) async throws -> [Task<Void, any Error>] {
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let gate = gate
        let first = Task {
            try await desk.work {
                begin.finish()
                gate.wait()
            }
        }
        for await _ in begun {}
        let others = (0..<count).map { _ in Task { try await desk.work {} } }
        while desk.waiting < count { await Task.yield() }
        return [first] + others
    }

    package func release() {
        gate.signal()
    }
}
