package import Domain
package import Storage

/// A PostgreSQL database shared by any number of servers.
///
/// Every unit of work is a transaction that begins by handing over its ticket. Writers run at READ COMMITTED, readers on one snapshot. Where
/// the connection is lost, or transactions get in each other's way, before the commit was sent, the work is done again on another
/// connection, so a restart of PostgreSQL costs a wait; where the answer to the commit is lost, nobody knows, and that is an error.
package final class PostgresDatabase: Storage.Database {
    private let pool: PostgresPool
    private let signer: TicketSigner?
    private let patience: Duration
    private let pause: @Sendable (Duration) async throws -> Void
    private let listener: PostgresListener

    package var dialect: Dialect { .postgres }

    private static let attempts = 12

    /// - Parameters:
    ///   - signer: `nil` for the owner of the schema, who comes without a ticket and so sees no person's rows.
    ///   - patience: how long one unit of work may take.
    ///   - pause: waits before another attempt.
    package init(
        _ address: PostgresAddress, signer: TicketSigner?, patience: Duration = .seconds(20),
        pause: @escaping @Sendable (Duration) async throws -> Void
    ) {
        pool = PostgresPool(address, name: "meeting-intelligence")
        listener = PostgresListener(address, pause: pause)
        self.signer = signer
        self.patience = patience
        self.pause = pause
    }

    @discardableResult
    package func transaction<Output: Sendable>(
        as claims: Claims, _ body: @escaping @Sendable (any Storage.Session) throws -> Output
    ) async throws -> Output {
        try await unit("begin", claims, body)
    }

    package func read<Output: Sendable>(
        as claims: Claims, _ body: @escaping @Sendable (any Storage.Session) throws -> Output
    ) async throws -> Output {
        try await unit("begin isolation level repeatable read read only", claims, body)
    }

    package func announcements() -> AsyncStream<Topic> {
        listener.announcements()
    }

    private func unit<Output: Sendable>(
        _ mode: String, _ claims: Claims, _ body: @escaping @Sendable (any Storage.Session) throws -> Output
    ) async throws -> Output {
        var attempt = 1
        while true {
            do {
                let (output, unheard) = try await pool.perform { try self.run(mode, claims, on: $0, body) }
                listener.tell(unheard)
                return output
            } catch let fault as PostgresFault {
                guard !Task.isCancelled else { throw CancellationError() }
                guard fault.isWorthAnotherAttempt, attempt < Self.attempts else { throw fault.storageError }
                try await pause(.milliseconds(min(50 << attempt, 1000)))
                attempt += 1
            }
        }
    }

    /// - Returns: what `body` gave back, and the topics that nobody hears unless they are told here.
    private func run<Output: Sendable>(
        _ mode: String, _ claims: Claims, on wire: PostgresWire, _ body: (any Storage.Session) throws -> Output
    ) throws -> (Output, [Topic]) {
        let deadline = ContinuousClock.now + patience
        let session = PostgresSession(wire, until: deadline)
        try wire.begin(mode, settings: settings, ticket: signer?.ticket(for: claims) ?? "", until: deadline)
        let output: Output
        do {
            output = try body(session)
        } catch {
            // When that fails too, the connection is not idle and is dropped with what was begun on it.
            _ = try? wire.command("rollback", until: .now + .seconds(1))
            if case PostgresFault.again = error { wire.forget() }
            throw error
        }
        do {
            guard try wire.command("commit", until: deadline) == "COMMIT" else {
                throw PostgresFault.storage(.statement(reason: "a statement had failed and its error was passed over"))
            }
        } catch PostgresFault.connectionLost {
            throw PostgresFault.storage(.unavailable(reason: "the connection was lost during the commit; whether it was kept is not known"))
        }
        return (output, wire.isPooled ? session.topics : [])
    }

    /// Local to the transaction, so that nothing stays behind on a connection that a pooler gives to somebody else.
    private var settings: String {
        let milliseconds = patience.components.seconds * 1000
        return """
            select set_config('meeting_intelligence.ticket', $1, true), set_config('statement_timeout', '\(milliseconds)', true), \
            set_config('lock_timeout', '\(milliseconds / 2)', true), set_config('idle_in_transaction_session_timeout', '\(milliseconds)', true)
            """
    }
}

extension PostgresFault {
    fileprivate var isWorthAnotherAttempt: Bool {
        switch self {
        case .connectionLost, .again: true
        case .storage, .cancelled: false
        }
    }
}
