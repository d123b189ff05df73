package import Domain

package import struct Foundation.Date

/// Grants of another account than the one connected, until the person has decided which to keep.
package struct ReplacementTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// One row of a connection as it would be.
    package struct Chain: Sendable, Equatable, Codable {
        package let id: String
        package let type: String
        package let details: Connection.Details
        /// Sealed for that row.
        package var grant: SealedGrant

        package init(id: Connection.ID, type: ProviderID, details: Connection.Details, grant: SealedGrant) {
            self.id = id.rawValue
            self.type = type.rawValue
            self.details = details
            self.grant = grant
        }
    }

    package struct Pending: Sendable, Equatable {
        package let owner: ConnectionOwner
        package let provider: ProviderID
        package let browserHash: [UInt8]
        /// The grant itself first, then its companions.
        package let chains: [Chain]
        /// The batch that revokes the new grant unless it is called off in time.
        package let revocations: String
        package let returnPath: String
        package let createdAt: Date
        package let expiresAt: Date

        package init(
            owner: ConnectionOwner, provider: ProviderID, browserHash: [UInt8], chains: [Chain], revocations: String, returnPath: String,
            createdAt: Date, expiresAt: Date
        ) {
            self.owner = owner
            self.provider = provider
            self.browserHash = browserHash
            self.chains = chains
            self.revocations = revocations
            self.returnPath = returnPath
            self.createdAt = createdAt
            self.expiresAt = expiresAt
        }
    }

    /// Puts a grant in the place of the one that may have been waiting: see ``take(of:provider:)`` for that.
    package func insert(_ pending: Pending) throws {
        let (rows, owner) = (pending.owner.rows, pending.owner.id)
        try session.run(
            """
            insert into \(name: rows.replacements) (\(name: rows.column), provider, browser_hash, chains, revocations, return_path, created_at, expires_at)
            values (\(owner), \(pending.provider), \(pending.browserHash), \(json: pending.chains), \(pending.revocations),
                \(pending.returnPath), \(pending.createdAt), \(pending.expiresAt))
            on conflict (\(name: rows.column), provider) do update set browser_hash = excluded.browser_hash, chains = excluded.chains,
                revocations = excluded.revocations, return_path = excluded.return_path, created_at = excluded.created_at,
                expires_at = excluded.expires_at
            """
        )
    }

    package func find(of owner: ConnectionOwner, provider: ProviderID) throws -> Pending? {
        try session.run("select * from \(rows(of: owner)) and provider = \(provider)").first.map { try Self.pending($0, of: owner) }
    }

    package func list(of owner: ConnectionOwner) throws -> [Pending] {
        try session.run("select * from \(rows(of: owner)) order by provider").map { try Self.pending($0, of: owner) }
    }

    /// Puts the same grants under other seals in the place of these.
    ///
    /// - Returns: whether they were still waiting as they were read.
    package func replace(_ old: Pending, with chains: [Chain]) throws -> Bool {
        let rows = try session.run(
            """
            select * from \(rows(of: old.owner)) and provider = \(old.provider) and revocations = \(old.revocations) \(lock: .update)
            """
        )
        // Compared as values: scopes have no order, and so equal chains not always one text.
        guard try rows.first.map({ try Self.pending($0, of: old.owner) })?.chains == old.chains else { return false }
        try session.run(
            """
            update \(name: old.owner.rows.replacements) set chains = \(json: chains)
            where \(old.owner.condition) and provider = \(old.provider)
            """
        )
        return true
    }

    /// Takes it out, so that of two decisions one finds it.
    package func take(of owner: ConnectionOwner, provider: ProviderID) throws -> Pending? {
        try session.run("delete from \(rows(of: owner)) and provider = \(provider) returning *").first.map {
            try Self.pending($0, of: owner)
        }
    }

    package func deleteAll(of owner: ConnectionOwner) throws {
        try session.run("delete from \(rows(of: owner))")
    }

    package func deleteEnded(at now: Date) throws {
        for kind in RowOwner.allCases { try session.run("delete from \(name: kind.replacements) where expires_at <= \(now)") }
    }

    private func rows(of owner: ConnectionOwner) -> SQL {
        "\(name: owner.rows.replacements) where \(owner.condition)"
    }

    private static func pending(_ row: Row, of owner: ConnectionOwner) throws -> Pending {
        Pending(
            owner: owner, provider: ProviderID(rawValue: try row.text("provider")),
            browserHash: try row.blob("browser_hash"), chains: try row.json("chains"), revocations: try row.text("revocations"),
            returnPath: try row.text("return_path"), createdAt: try row.date("created_at"), expiresAt: try row.date("expires_at")
        )
    }
}
