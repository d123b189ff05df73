import Dispatch
import Storage
import Synchronization

/// The connections of one server: opened when needed, kept, lent to one unit of work at a time, first come first served.
final class PostgresPool: Sendable {
    private let address: PostgresAddress
    private let name: String
    private let state = Mutex(State())

    private struct State {
        var idle: [PostgresConnection] = []
        /// Lent, idle and being opened.
        var count = 0
        var waiting: [Waiter] = []
        var lastWaiter = 0
    }

    private struct Waiter {
        let number: Int
        let continuation: CheckedContinuation<PostgresConnection?, any Error>
    }

    /// Seconds a unit of work waits for a connection, and how many may wait: beyond that the database is what is too slow, and saying so
    /// is better than piling up.
    private static let patience = 20
    private static let capacity = 2_000

    init(_ address: PostgresAddress, name: String) {
        self.address = address
        self.name = name
    }

    /// - Throws: ``StorageError/unavailable(reason:)`` when all connections are busy for too long, or what `body` throws.
    func perform<Output: Sendable>(_ body: @escaping @Sendable (PostgresWire) throws -> Output) async throws -> Output {
        try Task.checkCancellation()
        let connection = try await borrow()
        return try await connection.perform(body) { self.giveBack(connection) }
    }

    private enum Way {
        case take(PostgresConnection)
        case open
        case wait
    }

    private func borrow() async throws -> PostgresConnection {
        let way = state.withLock { state -> Way in
            if let connection = state.idle.popLast() { return .take(connection) }
            guard state.count < address.poolSize else { return .wait }
            state.count += 1
            return .open
        }
        switch way {
        case .take(let connection): return connection
        case .open: return try await open()
        case .wait:
            if let connection = try await wait() { return connection }
            return try await open()
        }
    }

    private func open() async throws -> PostgresConnection {
        do {
            return try await PostgresConnection.open(address, name: name)
        } catch {
            drop()
            throw error
        }
    }

    /// - Returns: `nil` when the caller may open one instead.
    private func wait() async throws -> PostgresConnection? {
        try await withCheckedThrowingContinuation { continuation in
            let number = state.withLock { state -> Int? in
                guard state.waiting.count < Self.capacity else { return nil }
                state.lastWaiter += 1
                state.waiting.append(Waiter(number: state.lastWaiter, continuation: continuation))
                return state.lastWaiter
            }
            guard let number else {
                return continuation.resume(throwing: StorageError.unavailable(reason: "too many wait for a connection"))
            }
            DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(Self.patience)) { self.expire(number) }
        }
    }

    private func expire(_ number: Int) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiting.firstIndex(where: { $0.number == number }) else { return nil }
            return state.waiting.remove(at: index)
        }
        waiter?.continuation.resume(throwing: StorageError.unavailable(reason: "all connections were busy for \(Self.patience) seconds"))
    }

    private func giveBack(_ connection: PostgresConnection) {
        guard connection.isUsable else { return drop() }
        let waiter = state.withLock { state -> Waiter? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.idle.append(connection)
            return nil
        }
        waiter?.continuation.resume(returning: connection)
    }

    /// One connection is gone; whoever waits longest may open another in its place.
    private func drop() {
        let waiter = state.withLock { state -> Waiter? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.count -= 1
            return nil
        }
        waiter?.continuation.resume(returning: nil)
    }
}
