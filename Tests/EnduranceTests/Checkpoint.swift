import Synchronization

/// Holds everybody who comes until all are let through or sent away.
final class Checkpoint: Sendable {
    struct SentAway: Error {}

    private struct State {
        var verdict: Bool?
        var held: [CheckedContinuation<Bool, Never>] = []
        var arrivals = 0
    }

    private let state = Mutex(State())

    var arrivals: Int { state.withLock(\.arrivals) }

    /// - Throws: ``SentAway``
    func pass() async throws {
        let mayPass = await withCheckedContinuation { continuation in
            let verdict = state.withLock { state -> Bool? in
                state.arrivals += 1
                if state.verdict == nil { state.held.append(continuation) }
                return state.verdict
            }
            if let verdict { continuation.resume(returning: verdict) }
        }
        guard mayPass else { throw SentAway() }
    }

    func open() { end(true) }
    func sendAway() { end(false) }

    private func end(_ verdict: Bool) {
        let held = state.withLock { state in
            state.verdict = verdict
            defer { state.held = [] }
            return state.held
        }
        for continuation in held { continuation.resume(returning: verdict) }
    }
}
