import Synchronization

/// One at a time, in the order they came. A few wait; whoever finds the line full is told to come back, and whoever is cancelled leaves it.
final class WaitingLine: Sendable {
    private let capacity: Int
    private let state = Mutex(State())

    private struct State {
        var isBusy = false
        var last = 0
        var waiting: [(number: Int, turn: CheckedContinuation<Void, any Error>)] = []
    }

    /// - Parameter capacity: how many may wait behind the one whose turn it is.
    init(capacity: Int) {
        self.capacity = capacity
    }

    var count: Int { state.withLock { $0.waiting.count } }

    /// - Throws: ``MeetingError/busy`` when the line is full, `CancellationError`, and what `work` throws.
    func turn<Output: Sendable>(_ work: () async throws -> Output) async throws -> Output {
        try await come()
        defer { leave() }
        try Task.checkCancellation()
        return try await work()
    }

    private func come() async throws {
        let number = state.withLock { state in
            state.last += 1
            return state.last
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { turn in
                guard let answer = stand(number, turn) else { return }
                turn.resume(with: answer)
            }
        } onCancel: {
            give(up: number)?.resume(throwing: CancellationError())
        }
    }

    /// - Returns: `nil` where there is nothing to do but wait.
    private func stand(_ number: Int, _ turn: CheckedContinuation<Void, any Error>) -> Result<Void, any Error>? {
        state.withLock { state in
            // Whoever is cancelled later than this is found in the line.
            if Task.isCancelled { return .failure(CancellationError()) }
            if !state.isBusy {
                state.isBusy = true
                return .success(())
            }
            guard state.waiting.count < capacity else { return .failure(MeetingError.busy) }
            state.waiting.append((number, turn))
            return nil
        }
    }

    private func give(up number: Int) -> CheckedContinuation<Void, any Error>? {
        state.withLock { state in
            state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0).turn }
        }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, any Error>? in
            state.isBusy = !state.waiting.isEmpty
            return state.waiting.isEmpty ? nil : state.waiting.removeFirst().turn
        }
        next?.resume()
    }
}
