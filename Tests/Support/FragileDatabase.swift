package import Domain
package import Storage

/// A database that cannot be written when it is told so: what a crash before the commit looks like from inside.
package struct FragileDatabase: Database {
    private let base: any Database
    private let isBroken: @Sendable () -> Bool

    package init(_ base: any Database, isBroken: @escaping @Sendable () -> Bool) {
        self.base = base
        self.isBroken = isBroken
    }

    package var dialect: Dialect { base.dialect }

    package func transaction<Output: Sendable>(
        as claims: Claims, _ body: @escaping @Sendable (any Session) throws -> Output
    ) async throws -> Output {
        if isBroken() { throw StorageError.unavailable(reason: "the disk is gone") }
        return try await base.transaction(as: claims, body)
    }

    package func read<Output: Sendable>(
        as claims: Claims, _ body: @escaping @Sendable (any Session) throws -> Output
    ) async throws -> Output {
        try await base.read(as: claims, body)
    }

    package func announcements() -> AsyncStream<Topic> { base.announcements() }
}
