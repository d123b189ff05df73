package import Domain

package import struct Foundation.Date

/// The right to refresh a connection, and the fenced write of what came back: the refresh columns of `user_integrations`.
package struct RefreshTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// Takes the lease, if this generation still stands and nobody holds it.
    package func lease(
        _ id: Connection.ID, of person: Person.ID, generation: Int64, owner: String, at now: Date, until: Date
    ) throws -> Bool {
        try !session.run(
            """
            update user_integrations set refresh_owner = \(owner), refresh_lease_until = \(until)
            where id = \(id) and user_id = \(person) and generation = \(generation) and state = 'connected'
                and (refresh_lease_until is null or refresh_lease_until < \(now))
            returning id
            """
        ).isEmpty
    }

    /// Stores what the refresh brought, unless a reconnect or a disconnect came first.
    ///
    /// - Returns: whether it was stored. When not, the new tokens are nobody's and have to be revoked.
    package func store(
        _ grant: ConnectionTable.SealedGrant, previousRefreshToken: [UInt8]?, details: Connection.Details, in id: Connection.ID,
        of person: Person.ID, generation: Int64, at now: Date
    ) throws -> Bool {
        try !session.run(
            """
            update user_integrations set access_token = \(grant.accessToken), refresh_token = \(grant.refreshToken),
                previous_refresh_token = \(previousRefreshToken), token_expires_at = \(grant.expiresAt),
                token_issued_at = \(grant.issuedAt), integration_data = \(json: details), generation = generation + 1,
                refresh_owner = null, refresh_lease_until = null, updated_at = \(now)
            where id = \(id) and user_id = \(person) and generation = \(generation)
            returning id
            """
        ).isEmpty
    }

    /// Gives the lease back after a failure, if it is still this owner's.
    package func release(_ id: Connection.ID, of person: Person.ID, owner: String) throws {
        try session.run(
            """
            update user_integrations set refresh_owner = null, refresh_lease_until = null
            where id = \(id) and user_id = \(person) and refresh_owner = \(owner)
            """
        )
    }

    /// Ends every lease: for a server that knows it is the only one, so that a crash costs no wait.
    package func endAll() throws {
        try session.run("update user_integrations set refresh_owner = null, refresh_lease_until = null where refresh_owner is not null")
    }

    /// Marks the grant as dead, unless it was replaced meanwhile.
    ///
    /// - Returns: whether it was marked by this call, so that the person is told once.
    package func needsReconnect(_ id: Connection.ID, of person: Person.ID, generation: Int64, at now: Date) throws -> Bool {
        try !session.run(
            """
            update user_integrations set state = 'needs_reconnect', refresh_owner = null, refresh_lease_until = null, updated_at = \(now)
            where id = \(id) and user_id = \(person) and generation = \(generation) and state = 'connected'
            returning id
            """
        ).isEmpty
    }
}
