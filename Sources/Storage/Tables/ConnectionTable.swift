package import Domain

package import struct Foundation.Date

/// Connections: `user_integrations`, and `org_integrations` for those of organisations. Sees sealed tokens only.
package struct ConnectionTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package func find(of owner: ConnectionOwner, provider: ProviderID) throws -> Connection? {
        try session.run("select * from \(rows(of: owner)) and integration_type = \(provider)").first.map {
            try Self.connection($0, of: owner)
        }
    }

    /// The connection, which nobody else can change before this transaction ends.
    package func hold(of owner: ConnectionOwner, provider: ProviderID) throws -> Connection? {
        try session.run("select * from \(rows(of: owner)) and integration_type = \(provider) \(lock: .update)").first.map {
            try Self.connection($0, of: owner)
        }
    }

    package func list(of owner: ConnectionOwner) throws -> [Connection] {
        try session.run("select * from \(rows(of: owner)) order by integration_type").map { try Self.connection($0, of: owner) }
    }

    /// The sealed tokens, together with the connection they belonged to in the same moment.
    package func open(of owner: ConnectionOwner, provider: ProviderID) throws -> (connection: Connection, grant: SealedGrant)? {
        let rows = try session.run("select * from \(rows(of: owner)) and integration_type = \(provider) and access_token is not null")
        return try rows.first.map { row in
            let connection = try Self.connection(row, of: owner)
            return (connection, try Self.grant(row, of: connection))
        }
    }

    /// Stores a grant the person has just given, making or replacing the row; the generation counts on, so that a refresh still under way
    /// finds itself overtaken.
    ///
    /// - Parameter person: who consented; kept where the connection is not their own.
    package func connect(_ connection: Connection, grant: SealedGrant, by person: Person.ID, at now: Date) throws {
        let identity = connection.details.identity
        let (owner, table) = (connection.owner, connection.owner.rows.integrations)
        try owner.announce(.connections, session)
        try session.run(
            """
            insert into \(name: table) (
                id, \(name: owner.rows.column), integration_type, access_token, refresh_token, token_expires_at, token_issued_at, refresh_due_at,
                integration_data, account_id, workspace_id, state, generation, connected_at, is_active, created_at, updated_at
            ) values (
                \(connection.id), \(owner.id), \(connection.provider), \(grant.accessToken), \(grant.refreshToken),
                \(grant.expiresAt), \(grant.issuedAt), \(grant.refreshDueAt), \(json: connection.details), \(identity.accountID),
                \(identity.workspaceID), 'connected', 1, \(now), 1, \(now), \(now)
            )
            on conflict (\(name: owner.rows.column), integration_type) do update set
                access_token = excluded.access_token, refresh_token = excluded.refresh_token, previous_refresh_token = null,
                token_expires_at = excluded.token_expires_at, token_issued_at = excluded.token_issued_at,
                refresh_due_at = excluded.refresh_due_at, refresh_failures = 0, refresh_not_before = null, integration_data = excluded.integration_data,
                account_id = excluded.account_id, workspace_id = excluded.workspace_id, state = 'connected',
                generation = \(name: table).generation + 1, refresh_owner = null, refresh_lease_until = null,
                connected_at = excluded.connected_at, is_active = 1, updated_at = excluded.updated_at
            """
        )
        guard let organisation = owner.organisation else { return }
        try session.run(
            """
            update org_integrations set connected_by = \(person)
            where org_id = \(organisation) and integration_type = \(connection.provider)
            """
        )
    }

    /// Removes the tokens and keeps the settings.
    package func disconnect(_ id: Connection.ID, of owner: ConnectionOwner, at now: Date) throws {
        try owner.announce(.connections, session)
        try session.run(
            """
            update \(name: owner.rows.integrations) set access_token = null, refresh_token = null, previous_refresh_token = null, token_expires_at = null,
                token_issued_at = null, refresh_due_at = null, refresh_failures = 0, state = 'disconnected', is_active = 0,
                generation = generation + 1, refresh_owner = null, refresh_lease_until = null, updated_at = \(now)
            where id = \(id) and \(owner.condition)
            """
        )
    }

    /// Changes the settings of a connection as they are at this moment, whoever else is changing them.
    package func change(
        of owner: ConnectionOwner, provider: ProviderID, at now: Date, _ change: (inout Connection.Details) -> Void
    ) throws {
        guard let connection = try hold(of: owner, provider: provider) else { return }
        var details = connection.details
        change(&details)
        try session.run(
            """
            update \(name: owner.rows.integrations) set integration_data = \(json: details), updated_at = \(now)
            where id = \(connection.id) and \(owner.condition)
            """
        )
    }

    /// Notes that a call with this generation's access token has worked: the refresh token before it is not needed any more.
    package func touch(_ id: Connection.ID, of owner: ConnectionOwner, generation: Int64, at now: Date) throws {
        try session.run(
            """
            update \(name: owner.rows.integrations) set last_used_at = \(now),
                previous_refresh_token = case when generation = \(generation) then null else previous_refresh_token end
            where id = \(id) and \(owner.condition)
            """
        )
    }

    private func rows(of owner: ConnectionOwner) -> SQL {
        "\(name: owner.rows.integrations) where \(owner.condition)"
    }

    static func connection(_ row: Row, of owner: ConnectionOwner) throws -> Connection {
        Connection(
            id: try row.identifier("id"), owner: owner,
            provider: ProviderID(rawValue: try row.text("integration_type")), state: try row.enumeration("state"),
            details: try row.json("integration_data"), expiresAt: try row.optionalDate("token_expires_at"),
            generation: try row.integer("generation"), connectedAt: try row.date("connected_at"),
            lastUsedAt: try row.optionalDate("last_used_at")
        )
    }

    private static func grant(_ row: Row, of connection: Connection) throws -> SealedGrant {
        SealedGrant(
            accessToken: try row.sealed("access_token"), refreshToken: try row.optionalSealed("refresh_token"),
            previousRefreshToken: try row.optionalSealed("previous_refresh_token"),
            issuedAt: try row.optionalDate("token_issued_at") ?? connection.connectedAt, expiresAt: connection.expiresAt,
            refreshDueAt: try row.optionalDate("refresh_due_at"), notBefore: try row.optionalDate("refresh_not_before"),
            failures: Int(try row.integer("refresh_failures"))
        )
    }
}
