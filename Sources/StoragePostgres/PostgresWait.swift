import CPostgres
import Foundation
import Storage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Waiting for the socket of a connection, on the connection's own queue.
enum PostgresWait {
    /// Sends what is left to send and waits until a result can be taken without waiting.
    ///
    /// When the deadline passes PostgreSQL is asked to stop, and has a second to say that it did.
    static func forAnswer(on connection: OpaquePointer, until deadline: ContinuousClock.Instant) throws {
        var deadline = deadline
        var isCancelled = false
        while true {
            let unsent = PQflush(connection)
            guard unsent >= 0 else { throw PostgresFault.connectionLost(reason: "the connection was lost") }
            if unsent == 0, PQisBusy(connection) == 0 { return }
            let left = ContinuousClock.now.duration(to: deadline)
            if left <= .zero {
                guard !isCancelled else { throw PostgresFault.connectionLost(reason: "PostgreSQL did not answer in time") }
                isCancelled = true
                deadline = .now + .seconds(1)
                cancel(connection)
                continue
            }
            try wait(PQsocket(connection), isSending: unsent == 1, for: left)
            guard PQconsumeInput(connection) == 1 else { throw PostgresFault.connectionLost(reason: "the connection was lost") }
        }
    }

    private static func wait(_ socket: Int32, isSending: Bool, for duration: Duration) throws {
        guard socket >= 0 else { throw PostgresFault.connectionLost(reason: "the connection was lost") }
        var descriptor = pollfd(fd: socket, events: Int16(POLLIN) | (isSending ? Int16(POLLOUT) : 0), revents: 0)
        let (seconds, attoseconds) = duration.components
        let milliseconds = Int32(clamping: min(seconds, 3600) * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
        guard poll(&descriptor, 1, milliseconds) >= 0 || errno == EINTR else {
            throw PostgresFault.connectionLost(reason: "the connection was lost")
        }
    }

    /// By a second, short connection to the server, as PostgreSQL has it.
    static func cancel(_ connection: OpaquePointer) {
        guard let cancel = PQgetCancel(connection) else { return }
        defer { PQfreeCancel(cancel) }
        var reason = [CChar](repeating: 0, count: 256)
        PQcancel(cancel, &reason, Int32(reason.count))
    }
}
