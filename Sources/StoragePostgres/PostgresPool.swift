import Dispatch
import Storage
import Synchronization

/// The connections of one server: opened when needed, kept, and lent to one piece of work at a time, first come first served.
///
/// Work that waits is handed on from connection to connection by the connections' own queues, so that none of them lies idle until some
/// task is given a thread to go on.
final class PostgresPool: Sendable {
    private let address: PostgresAddress
    private let name: String
    private let state = Mutex(State())

    private struct State {
        var idle: [PostgresConnection] = []
        /// Lent, idle and being opened.
        var count = 0
        var waiting: [Work] = []
        var underway: [Int: PostgresConnection] = [:]
        /// Called off before it was handed in.
        var cancelled: Set<Int> = []
        var lastNumber = 0
    }

    private struct Work: Sendable {
        let number: Int
        let run: @Sendable (PostgresConnection) -> Void
        let fail: @Sendable (any Error) -> Void
    }

    /// Seconds work waits for a connection, and how much may wait: beyond that the database is what is too slow, and saying so is better
    /// than piling up.
    private static let patience = 20
    private static let capacity = 2_000

    init(_ address: PostgresAddress, name: String) {
        self.address = address
        self.name = name
    }

    /// Runs `body` on a connection. Cancelling the task asks the server to stop.
    ///
    /// - Throws: ``StorageError/unavailable(reason:)`` when all connections are busy for too long, or what `body` throws.
    func perform<Output: Sendable>(_ body: @escaping @Sendable (PostgresWire) throws -> Output) async throws -> Output {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        return try await withTaskCancellationHandler {
            try Task.checkCancellation()
            return try await withCheckedThrowingContinuation { continuation in
                submit(
                    Work(
                        number: number,
                        run: { connection in
                            connection.run(body) { result in
                                self.finish(number, on: connection)
                                continuation.resume(with: result)
                            }
                        },
                        fail: { continuation.resume(throwing: $0) }
                    ))
            }
        } onCancel: {
            cancel(number)
        }
    }

    private enum Step {
        case run(PostgresConnection)
        case open
        case wait
        case fail(any Error)
    }

    private func submit(_ work: Work) {
        let step = state.withLock { state -> Step in
            if state.cancelled.remove(work.number) != nil { return .fail(CancellationError()) }
            if let connection = state.idle.popLast() {
                state.underway[work.number] = connection
                return .run(connection)
            }
            guard state.count >= address.poolSize else {
                state.count += 1
                return .open
            }
            guard state.waiting.count < Self.capacity else {
                return .fail(StorageError.unavailable(reason: "too many wait for a connection"))
            }
            state.waiting.append(work)
            return .wait
        }
        switch step {
        case .run(let connection): work.run(connection)
        case .open: open(for: work)
        case .wait: DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(Self.patience)) { self.expire(work.number) }
        case .fail(let error): work.fail(error)
        }
    }

    private func open(for work: Work) {
        PostgresConnection.open(address, name: name) { result in
            switch result {
            case .success(let connection):
                self.state.withLock { $0.underway[work.number] = connection }
                work.run(connection)
            case .failure(let error):
                self.replace()
                work.fail(error)
            }
        }
    }

    private func finish(_ number: Int, on connection: PostgresConnection) {
        let isUsable = connection.isUsable
        let next = state.withLock { state -> Work? in
            state.underway[number] = nil
            state.cancelled.remove(number)
            guard isUsable else { return nil }
            guard !state.waiting.isEmpty else {
                state.idle.append(connection)
                return nil
            }
            let next = state.waiting.removeFirst()
            state.underway[next.number] = connection
            return next
        }
        if !isUsable { return replace() }
        next?.run(connection)
    }

    /// One connection is gone: whoever waits longest gets another in its place.
    private func replace() {
        let next = state.withLock { state -> Work? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.count -= 1
            return nil
        }
        if let next { open(for: next) }
    }

    private func expire(_ number: Int) {
        takeWaiting(number)?.fail(StorageError.unavailable(reason: "all connections were busy for \(Self.patience) seconds"))
    }

    private func cancel(_ number: Int) {
        if let work = takeWaiting(number) { return work.fail(CancellationError()) }
        let connection = state.withLock { state -> PostgresConnection? in
            if state.underway[number] == nil { state.cancelled.insert(number) }
            return state.underway[number]
        }
        // Asking takes a connection of its own, and whoever cancels must not wait for it.
        if let connection { DispatchQueue.global().async { connection.interrupt() } }
    }

    private func takeWaiting(_ number: Int) -> Work? {
        state.withLock { state in
            state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0) }
        }
    }
}
