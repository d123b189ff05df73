import Domain
import Synchronization

/// How many requests that carry each connection's tokens are under way in this process.
///
/// A request counts itself before it looks whether the grant still stands, and whoever ends the grant waits, after the end is committed,
/// until the count is nothing. So every request has either seen the end and not gone out, or has its answer before the end is reported.
final class Uses: Sendable {
    private struct State {
        var counts: [Connection.ID: Int] = [:]
        var waiting: [Connection.ID: [CheckedContinuation<Void, Never>]] = [:]
    }

    private let state = Mutex(State())

    func begin(_ ids: [Connection.ID]) {
        state.withLock { state in
            for id in ids { state.counts[id, default: 0] += 1 }
        }
    }

    func end(_ ids: [Connection.ID]) {
        let released = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            ids.flatMap { id -> [CheckedContinuation<Void, Never>] in
                let left = state.counts[id, default: 1] - 1
                state.counts[id] = left > 0 ? left : nil
                return left > 0 ? [] : state.waiting.removeValue(forKey: id) ?? []
            }
        }
        for continuation in released { continuation.resume() }
    }

    /// Waits until no request is under way; no longer than a request may take.
    func idle(_ id: Connection.ID) async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                guard state.counts[id] != nil else { return true }
                state.waiting[id, default: []].append(continuation)
                return false
            }
            if isIdle { continuation.resume() }
        }
    }
}
