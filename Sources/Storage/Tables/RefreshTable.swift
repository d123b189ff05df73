package import Domain

package import struct Foundation.Date

/// The right to refresh a connection, and the fenced write of what came back: the refresh columns of `user_integrations` and
/// `org_integrations`.
package struct RefreshTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// A connection whose time to be refreshed has come.
    package struct Due: Sendable, Equatable {
        package let id: Connection.ID
        package let owner: ConnectionOwner
        package let type: ProviderID
    }

    /// What is due and not being refreshed already, the token that ends first in front.
    ///
    /// - Parameter types: rows of these types only.
    package func due(types: [String], limit: Int, at now: Date) throws -> [Due] {
        let due: SQL = """
            state = 'connected' and refresh_due_at <= \(now) and integration_type in \(list: types)
                and (refresh_lease_until is null or refresh_lease_until < \(now))
            """
        return try session.run(
            "select * from (\(Self.everybody(where: due))) as due order by token_expires_at, id limit \(limit)"
        ).map(Self.due)
    }

    /// The connection that is tried again first among those whose refresh has failed and that nobody is refreshing: to find out whether the
    /// provider is back. Never one that the provider asked to be spared.
    package func probe(type: ProviderID, at now: Date) throws -> Due? {
        let waits: SQL = """
            state = 'connected' and integration_type = \(type) and refresh_failures > 0 and refresh_due_at > \(now)
                and (refresh_not_before is null or refresh_not_before <= \(now))
                and (refresh_lease_until is null or refresh_lease_until < \(now))
            """
        return try session.run("select * from (\(Self.everybody(where: waits))) as waiting order by refresh_due_at, id limit 1")
            .first.map(Self.due)
    }

    /// Makes due what failed while a provider was out of order, as far as it has not named a later time itself.
    ///
    /// - Parameter only: that connection alone; all of the type when it is `nil`.
    package func hasten(_ type: ProviderID, only one: Due? = nil, at now: Date) throws {
        let which: SQL = one.map { "and id = \($0.id)" } ?? ""
        for kind in one.map({ [$0.owner.rows] }) ?? RowOwner.allCases {
            try session.run(
                """
                update \(name: kind.integrations)
                set refresh_due_at = case when refresh_not_before > \(now) then refresh_not_before else \(now) end
                where state = 'connected' and integration_type = \(type) and refresh_failures > 0 and refresh_due_at > \(now) \(which)
                """
            )
        }
    }

    /// People's rows and organisations', as far as a round of refreshing needs them.
    private static func everybody(where condition: SQL) -> SQL {
        let selects = RowOwner.allCases.map { kind -> SQL in
            """
            select id, \(name: kind.column) as owner, cast(\(name: kind == .organisation ? "1" : "0") as bigint) as is_shared, integration_type, token_expires_at,
                refresh_due_at
            from \(name: kind.integrations) where \(condition)
            """
        }
        return selects.dropFirst().reduce(selects[0]) { "\($0) union all \($1)" }
    }

    private static func due(_ row: Row) throws -> Due {
        Due(
            id: try row.identifier("id"),
            owner: try row.flag("is_shared") ? .organisation(row.identifier("owner")) : .person(row.identifier("owner")),
            type: ProviderID(rawValue: try row.text("integration_type"))
        )
    }

    /// Takes the lease, if this generation still stands, nobody has failed since `failures` was read, and nobody holds it.
    ///
    /// A lease that ends later than any lease taken now could end was taken by a clock that has been set back since, and binds nobody.
    ///
    /// - Parameter until: `now` and the length of a lease.
    package func lease(
        _ id: Connection.ID, of whose: ConnectionOwner, generation: Int64, failures: Int = 0, owner: String, at now: Date, until: Date
    ) throws -> Bool {
        let longest = until.addingTimeInterval(until.timeIntervalSince(now))
        return try !session.run(
            """
            update \(name: whose.rows.integrations) set refresh_owner = \(owner), refresh_lease_until = \(until)
            where id = \(id) and \(whose.condition) and generation = \(generation) and refresh_failures = \(failures)
                and state = 'connected'
                and (refresh_lease_until is null or refresh_lease_until < \(now) or refresh_lease_until > \(longest))
            returning id
            """
        ).isEmpty
    }

    package enum Stored: Sendable, Equatable {
        case stored
        /// And the connection lives again.
        case revived
        /// The new tokens are nobody's.
        case overtaken
    }

    /// Stores what the refresh brought, unless a reconnect, a disconnect or the provider's own word came first. Of the settings only the
    /// scopes change, in the row as it is now.
    ///
    /// Another server may have taken the grant for dead meanwhile, because the provider refused the token that this refresh had spent.
    ///
    /// - Parameter scopes: `nil` when the answer did not name any: they stay.
    package func store(
        _ grant: SealedGrant, scopes: Set<String>?, in id: Connection.ID, of whose: ConnectionOwner, generation: Int64, at now: Date
    ) throws -> Stored {
        let rows = try session.run(
            """
            select integration_data, state from \(name: whose.rows.integrations)
            where id = \(id) and \(whose.condition) and generation = \(generation) and state in ('connected', 'needs_reconnect')
            \(lock: .update)
            """
        )
        guard let row = rows.first else { return .overtaken }
        let state: Connection.State = try row.enumeration("state")
        var details: Connection.Details = try row.json("integration_data")
        if let scopes { details.scopes = scopes }
        try session.run(
            """
            update \(name: whose.rows.integrations) set access_token = \(grant.accessToken), refresh_token = \(grant.refreshToken),
                previous_refresh_token = \(grant.previousRefreshToken), token_expires_at = \(grant.expiresAt),
                token_issued_at = \(grant.issuedAt), refresh_due_at = \(grant.refreshDueAt), refresh_failures = 0, refresh_not_before = null,
                integration_data = \(json: details), state = 'connected', generation = generation + 1, refresh_owner = null,
                refresh_lease_until = null, updated_at = \(now)
            where id = \(id) and \(whose.condition) and generation = \(generation)
            """
        )
        guard state == .needsReconnect else { return .stored }
        try whose.announce(.connections, session)
        return .revived
    }

    /// Gives the lease back, if it is still this owner's.
    package func release(_ id: Connection.ID, of whose: ConnectionOwner, owner: String) throws {
        try session.run(
            """
            update \(name: whose.rows.integrations) set refresh_owner = null, refresh_lease_until = null
            where id = \(id) and \(whose.condition) and refresh_owner = \(owner)
            """
        )
    }

    /// Gives the lease back after a provider left the refresh without a usable answer, and notes when to try again.
    ///
    /// - Parameter notBefore: what the provider has named itself.
    /// - Returns: whether the lease was still this owner's.
    package func postpone(
        _ id: Connection.ID, of whose: ConnectionOwner, owner: String, failures: Int, until due: Date, notBefore: Date? = nil
    ) throws -> Bool {
        try !session.run(
            """
            update \(name: whose.rows.integrations) set refresh_owner = null, refresh_lease_until = null, refresh_failures = \(failures),
                refresh_due_at = \(due), refresh_not_before = \(notBefore)
            where id = \(id) and \(whose.condition) and refresh_owner = \(owner)
            returning id
            """
        ).isEmpty
    }

    /// Ends every lease: for a server that knows it is the only one, so that a crash costs no wait.
    package func endAll() throws {
        for kind in RowOwner.allCases {
            try session.run(
                """
                update \(name: kind.integrations) set refresh_owner = null, refresh_lease_until = null where refresh_owner is not null
                """
            )
        }
    }

    /// Marks the grant as dead, unless it was replaced meanwhile.
    ///
    /// - Parameter isFinal: whether no answer to a refresh that is under way can bring it back.
    /// - Returns: whether it was marked by this call, so that the person is told once.
    package func needsReconnect(_ id: Connection.ID, of whose: ConnectionOwner, generation: Int64, isFinal: Bool = false, at now: Date)
        throws
        -> Bool
    {
        try whose.announce(.connections, session)
        return try !session.run(
            """
            update \(name: whose.rows.integrations) set state = 'needs_reconnect', refresh_due_at = null, refresh_owner = null,
                refresh_lease_until = null, generation = generation + \(isFinal ? 1 : 0), updated_at = \(now)
            where id = \(id) and \(whose.condition) and generation = \(generation) and state = 'connected'
            returning id
            """
        ).isEmpty
    }
}
