import CPostgres
import Dispatch
import Domain
import Storage
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One connection with a queue of its own, on which everything about it happens: libpq waits there, and no cooperative thread does.
final class PostgresConnection: Sendable {
    private let wire: Mutex<PostgresWire>
    private let queue: DispatchQueue
    /// How to ask the server to stop what this connection is doing; free of charge while it does nothing.
    private let stop: Mutex<Stop>

    private struct Stop: Sendable {
        /// The address of libpq's `PGcancel`: `PQcancel` may be called from any thread (PostgreSQL documentation, 34.7).
        let handle: UInt
        var isBusy = false
    }

    /// Seconds.
    private static let connectTimeout = 5

    private init(_ connection: sending OpaquePointer, queue: DispatchQueue) throws {
        let isPooled: Bool
        do {
            isPooled = try Self.isPooled(connection)
        } catch {
            PQfinish(connection)
            throw error
        }
        stop = Mutex(Stop(handle: UInt(bitPattern: PQgetCancel(connection))))
        self.queue = queue
        wire = Mutex(PostgresWire(connection: connection, isPooled: isPooled))
    }

    deinit {
        stop.withLock { PQfreeCancel(OpaquePointer(bitPattern: $0.handle)) }
        wire.withLock { PQfinish($0.connection) }
    }

    /// Calls `completion` on the new connection's queue, on failure with a ``PostgresFault`` whose reason holds no password.
    static func open(
        _ address: PostgresAddress, name: String, completion: @escaping @Sendable (Result<PostgresConnection, any Error>) -> Void
    ) {
        let queue = DispatchQueue(label: name)
        queue.async { completion(Result { try connect(address, name: name, queue: queue) }) }
    }

    static func open(_ address: PostgresAddress, name: String) async throws -> PostgresConnection {
        try await withCheckedThrowingContinuation { continuation in
            open(address, name: name) { continuation.resume(with: $0) }
        }
    }

    private static func connect(_ address: PostgresAddress, name: String, queue: DispatchQueue) throws -> PostgresConnection {
        guard let connection = OpaquePointer(bitPattern: dial(address, name: name)) else {
            throw PostgresFault.storage(.unavailable(reason: "there is no memory for a connection"))
        }
        guard PQstatus(connection) == CONNECTION_OK else {
            defer { PQfinish(connection) }
            throw refusal(connection)
        }
        // libpq prints notices otherwise.
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        PQsetnonblocking(connection, 1)
        return try PostgresConnection(connection, queue: queue)
    }

    /// - Returns: the address of a `PGconn`, good or not; nothing else shares it.
    private static func dial(_ address: PostgresAddress, name: String) -> UInt {
        // What stands before `dbname` is a default the address may override, what stands after it is not.
        let options = [
            ("connect_timeout", "\(connectTimeout)"), ("application_name", name), ("keepalives_idle", "30"),
            ("tcp_user_timeout", "20000"), ("dbname", address.text.reveal()), ("client_encoding", "UTF8"),
        ]
        let keys = options.map { strdup($0.0) }
        let values = options.map { strdup($0.1) }
        defer { for text in keys + values { free(text) } }
        return UInt(
            bitPattern: PQconnectdbParams(keys.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
        )
    }

    /// A pooler answers with a number of its own for the process that serves us.
    private static func isPooled(_ connection: OpaquePointer) throws -> Bool {
        let wire = PostgresWire(connection: connection, isPooled: true)
        let rows = try wire.run("select pg_backend_pid()::bigint as pid", [], until: .now + .seconds(connectTimeout))
        return try rows.first?.integer("pid") != Int64(PQbackendPID(connection))
    }

    /// libpq's sentence names host and role, which an operator needs, and never the password.
    private static func refusal(_ connection: OpaquePointer) -> PostgresFault {
        let sentence = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
        let line = sentence.split(whereSeparator: \.isNewline).joined(separator: " ")
        return PQconnectionNeedsPassword(connection) == 1
            || line.contains("FATAL") && !line.contains("starting up")
                && !line.contains("shutting down") && !line.contains("too many") && !line.contains("slots")
            ? .storage(.unavailable(reason: "PostgreSQL refused the connection: \(line)"))
            : .connectionLost(reason: "PostgreSQL cannot be reached: \(line)")
    }

    var isUsable: Bool { wire.withLock { $0.isAlive && $0.isIdle } }
    var isPooled: Bool { wire.withLock(\.isPooled) }

    /// Runs `body` on the connection's queue and then calls `completion` there.
    func run<Output: Sendable>(
        _ body: @escaping @Sendable (PostgresWire) throws -> Output, completion: @escaping @Sendable (Result<Output, any Error>) -> Void
    ) {
        queue.async {
            self.stop.withLock { $0.isBusy = true }
            let result = Result { try self.wire.withLock { try body($0) } }
            self.stop.withLock { $0.isBusy = false }
            completion(result)
        }
    }

    /// Asks the server to stop what this connection is doing; waits until it has been asked.
    func interrupt() {
        stop.withLock { stop in
            guard stop.isBusy, let handle = OpaquePointer(bitPattern: stop.handle) else { return }
            var reason = [CChar](repeating: 0, count: 256)
            PQcancel(handle, &reason, Int32(reason.count))
        }
    }

    /// Calls `body` for what other servers announce on this connection, on its queue, until the connection is lost.
    func listen(to channel: String, _ body: @escaping @Sendable (_ payload: String) -> Void, onLoss: @escaping @Sendable () -> Void)
        async throws
        -> any DispatchSourceRead
    {
        let socket: Int32 = try await withCheckedThrowingContinuation { continuation in
            run { wire in
                try wire.command("listen \(channel)", until: .now + .seconds(Self.connectTimeout))
                return PQsocket(wire.connection)
            } completion: {
                continuation.resume(with: $0)
            }
        }
        let source = DispatchSource.makeReadSource(fileDescriptor: socket, queue: queue)
        source.setEventHandler {
            let (payloads, isAlive) = self.wire.withLock { $0.takeNotifications() }
            payloads.forEach(body)
            if !isAlive {
                source.cancel()
                onLoss()
            }
        }
        source.activate()
        return source
    }
}

extension PostgresWire {
    /// - Returns: what was announced since the last time, and whether the connection still stands.
    fileprivate func takeNotifications() -> (payloads: [String], isAlive: Bool) {
        guard PQconsumeInput(connection) == 1 else { return ([], false) }
        var payloads: [String] = []
        while let notification = PQnotifies(connection) {
            payloads.append(String(cString: notification.pointee.extra))
            PQfreemem(notification)
        }
        return (payloads, isAlive)
    }
}
