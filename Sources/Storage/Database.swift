package import Domain

/// What both databases can do; everything above this line is written once.
package protocol Database: Sendable {
    var dialect: Dialect { get }

    /// Runs `body` in one transaction that may write: committed and durable when this returns, undone when `body` throws.
    ///
    /// - Throws: ``StorageError``, or what `body` throws.
    @discardableResult
    func transaction<Output: Sendable>(
        as claims: Claims, _ body: @Sendable (any Session) throws -> Output
    ) async throws -> Output

    /// Runs `body` on a consistent snapshot without keeping writers out.
    func read<Output: Sendable>(
        as claims: Claims, _ body: @Sendable (any Session) throws -> Output
    ) async throws -> Output
}

/// An open transaction.
package protocol Session {
    /// - Throws: ``StorageError``.
    @discardableResult
    func run(_ statement: SQL) throws -> [Row]
}
