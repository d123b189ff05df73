package import Domain

package import struct Foundation.Date

/// The right to refresh a connection, and the fenced write of what came back: the refresh columns of `user_integrations`.
package struct RefreshTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// A connection whose time to be refreshed has come.
    package struct Due: Sendable, Equatable {
        package let id: Connection.ID
        package let personID: Person.ID
        package let type: ProviderID
    }

    /// What is due and not being refreshed already, the token that ends first in front.
    ///
    /// - Parameter types: rows of these types only.
    package func due(types: [String], limit: Int, at now: Date) throws -> [Due] {
        try session.run(
            """
            select id, user_id, integration_type from user_integrations
            where state = 'connected' and refresh_due_at <= \(now) and integration_type in \(list: types)
                and (refresh_lease_until is null or refresh_lease_until < \(now))
            order by token_expires_at, id limit \(limit)
            """
        ).map { row in
            Due(
                id: try row.identifier("id"), personID: try row.identifier("user_id"),
                type: ProviderID(rawValue: try row.text("integration_type"))
            )
        }
    }

    /// Takes the lease, if this generation still stands, nobody has failed since `failures` was read, and nobody holds it.
    ///
    /// A lease that ends later than any lease taken now could end was taken by a clock that has been set back since, and binds nobody.
    ///
    /// - Parameter until: `now` and the length of a lease.
    package func lease(
        _ id: Connection.ID, of person: Person.ID, generation: Int64, failures: Int = 0, owner: String, at now: Date, until: Date
    ) throws -> Bool {
        let longest = until.addingTimeInterval(until.timeIntervalSince(now))
        return try !session.run(
            """
            update user_integrations set refresh_owner = \(owner), refresh_lease_until = \(until)
            where id = \(id) and user_id = \(person) and generation = \(generation) and refresh_failures = \(failures)
                and state = 'connected'
                and (refresh_lease_until is null or refresh_lease_until < \(now) or refresh_lease_until > \(longest))
            returning id
            """
        ).isEmpty
    }

    /// Stores what the refresh brought, unless a reconnect, a disconnect or the end of the grant came first. Of the settings only the
    /// scopes change, in the row as it is now.
    ///
    /// - Parameter scopes: `nil` when the answer did not name any: they stay.
    /// - Returns: whether it was stored. When not, the new tokens are nobody's.
    package func store(
        _ grant: SealedGrant, scopes: Set<String>?, in id: Connection.ID, of person: Person.ID, generation: Int64, at now: Date
    ) throws -> Bool {
        let rows = try session.run(
            """
            select integration_data from user_integrations
            where id = \(id) and user_id = \(person) and generation = \(generation) and state = 'connected' \(lock: .update)
            """
        )
        guard let row = rows.first else { return false }
        var details: Connection.Details = try row.json("integration_data")
        if let scopes { details.scopes = scopes }
        try session.run(
            """
            update user_integrations set access_token = \(grant.accessToken), refresh_token = \(grant.refreshToken),
                previous_refresh_token = \(grant.previousRefreshToken), token_expires_at = \(grant.expiresAt),
                token_issued_at = \(grant.issuedAt), refresh_due_at = \(grant.refreshDueAt), refresh_failures = 0,
                integration_data = \(json: details), generation = generation + 1, refresh_owner = null, refresh_lease_until = null,
                updated_at = \(now)
            where id = \(id) and user_id = \(person) and generation = \(generation) and state = 'connected'
            """
        )
        return true
    }

    /// Gives the lease back, if it is still this owner's.
    package func release(_ id: Connection.ID, of person: Person.ID, owner: String) throws {
        try session.run(
            """
            update user_integrations set refresh_owner = null, refresh_lease_until = null
            where id = \(id) and user_id = \(person) and refresh_owner = \(owner)
            """
        )
    }

    /// Gives the lease back after a provider left the refresh without a usable answer, and notes when to try again.
    package func postpone(_ id: Connection.ID, of person: Person.ID, owner: String, failures: Int, until due: Date) throws {
        try session.run(
            """
            update user_integrations set refresh_owner = null, refresh_lease_until = null, refresh_failures = \(failures),
                refresh_due_at = \(due)
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
            update user_integrations set state = 'needs_reconnect', refresh_due_at = null, refresh_owner = null,
                refresh_lease_until = null, updated_at = \(now)
            where id = \(id) and user_id = \(person) and generation = \(generation) and state = 'connected'
            returning id
            """
        ).isEmpty
    }
}
