package import Domain

package import struct Foundation.Date

/// Grants of another account than the one connected, until the person has decided which to keep.
package struct ReplacementTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// One row of `user_integrations` as it would be.
    package struct Chain: Sendable, Equatable, Codable {
        package let id: String
        package let type: String
        package let details: Connection.Details
        /// Sealed for that row.
        package let grant: SealedGrant

        package init(id: Connection.ID, type: ProviderID, details: Connection.Details, grant: SealedGrant) {
            self.id = id.rawValue
            self.type = type.rawValue
            self.details = details
            self.grant = grant
        }
    }

    package struct Pending: Sendable, Equatable {
        package let personID: Person.ID
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
            personID: Person.ID, provider: ProviderID, browserHash: [UInt8], chains: [Chain], revocations: String, returnPath: String,
            createdAt: Date, expiresAt: Date
        ) {
            self.personID = personID
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
        try session.run(
            """
            insert into replacements (user_id, provider, browser_hash, chains, revocations, return_path, created_at, expires_at)
            values (\(pending.personID), \(pending.provider), \(pending.browserHash), \(json: pending.chains), \(pending.revocations),
                \(pending.returnPath), \(pending.createdAt), \(pending.expiresAt))
            on conflict (user_id, provider) do update set browser_hash = excluded.browser_hash, chains = excluded.chains,
                revocations = excluded.revocations, return_path = excluded.return_path, created_at = excluded.created_at,
                expires_at = excluded.expires_at
            """
        )
    }

    package func find(of person: Person.ID, provider: ProviderID) throws -> Pending? {
        try session.run("select * from replacements where user_id = \(person) and provider = \(provider)").first.map(Self.pending)
    }

    /// Takes it out, so that of two decisions one finds it.
    package func take(of person: Person.ID, provider: ProviderID) throws -> Pending? {
        try session.run("delete from replacements where user_id = \(person) and provider = \(provider) returning *")
            .first.map(Self.pending)
    }

    package func deleteAll(of person: Person.ID) throws {
        try session.run("delete from replacements where user_id = \(person)")
    }

    package func deleteEnded(at now: Date) throws {
        try session.run("delete from replacements where expires_at <= \(now)")
    }

    private static func pending(_ row: Row) throws -> Pending {
        Pending(
            personID: try row.identifier("user_id"), provider: ProviderID(rawValue: try row.text("provider")),
            browserHash: try row.blob("browser_hash"), chains: try row.json("chains"), revocations: try row.text("revocations"),
            returnPath: try row.text("return_path"), createdAt: try row.date("created_at"), expiresAt: try row.date("expires_at")
        )
    }
}
