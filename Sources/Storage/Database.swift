package import Domain

/// What both databases can do; everything above this line is written once.
package protocol Database: Sendable {
    var dialect: Dialect { get }

    /// Runs `body` in one transaction that may write: committed and durable when this returns, undone when `body` throws.
    ///
    /// Where the database could not keep what was done, for example because a connection was lost, `body` may be run again from the start.
    ///
    /// - Throws: ``StorageError``, or what `body` throws.
    @discardableResult
    func transaction<Output: Sendable>(
        as claims: Claims, _ body: @escaping @Sendable (any Session) throws -> Output
    ) async throws -> Output

    /// Runs `body` on a consistent snapshot without keeping writers out.
    func read<Output: Sendable>(
        as claims: Claims, _ body: @escaping @Sendable (any Session) throws -> Output
    ) async throws -> Output

    /// What ``Session/announce(_:)`` has told from now on, by this server and, where the database passes it on, by every other.
    func announcements() -> AsyncStream<Topic>
}

/// An open transaction.
package protocol Session {
    /// For the rare thing that only one of the databases has to be told.
    var dialect: Dialect { get }

    /// - Throws: ``StorageError``.
    @discardableResult
    func run(_ statement: SQL) throws -> [Row]

    /// Tells every server that there is something to look at, once this transaction has committed.
    func announce(_ topic: Topic) throws
}
