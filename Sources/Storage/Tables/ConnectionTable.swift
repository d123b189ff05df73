package import Domain

package import struct Foundation.Date

/// People's connections: `user_integrations`. Sees sealed tokens only.
package struct ConnectionTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package func find(of person: Person.ID, provider: ProviderID) throws -> Connection? {
        try session.run("select * from user_integrations where user_id = \(person) and integration_type = \(provider)")
            .first.map(Self.connection)
    }

    /// The connection, which nobody else can change before this transaction ends.
    package func hold(of person: Person.ID, provider: ProviderID) throws -> Connection? {
        try session.run(
            "select * from user_integrations where user_id = \(person) and integration_type = \(provider) \(lock: .update)"
        ).first.map(Self.connection)
    }

    package func list(of person: Person.ID) throws -> [Connection] {
        try session.run("select * from user_integrations where user_id = \(person) order by integration_type").map(Self.connection)
    }

    /// The sealed tokens, together with the connection they belonged to in the same moment.
    package func open(of person: Person.ID, provider: ProviderID) throws -> (connection: Connection, grant: SealedGrant)? {
        let rows = try session.run(
            "select * from user_integrations where user_id = \(person) and integration_type = \(provider) and access_token is not null"
        )
        return try rows.first.map { row in
            let connection = try Self.connection(row)
            return (connection, try Self.grant(row, of: connection))
        }
    }

    /// Stores a grant the person has just given, making or replacing the row; the generation counts on, so that a refresh still under way
    /// finds itself overtaken.
    package func connect(_ connection: Connection, grant: SealedGrant, at now: Date) throws {
        let identity = connection.details.identity
        try session.run(
            """
            insert into user_integrations (
                id, user_id, integration_type, access_token, refresh_token, token_expires_at, token_issued_at, refresh_due_at,
                integration_data, account_id, workspace_id, state, generation, connected_at, is_active, created_at, updated_at
            ) values (
                \(connection.id), \(connection.personID), \(connection.provider), \(grant.accessToken), \(grant.refreshToken),
                \(grant.expiresAt), \(grant.issuedAt), \(grant.refreshDueAt), \(json: connection.details), \(identity.accountID),
                \(identity.workspaceID), 'connected', 1, \(now), 1, \(now), \(now)
            )
            on conflict (user_id, integration_type) do update set
                access_token = excluded.access_token, refresh_token = excluded.refresh_token, previous_refresh_token = null,
                token_expires_at = excluded.token_expires_at, token_issued_at = excluded.token_issued_at,
                refresh_due_at = excluded.refresh_due_at, refresh_failures = 0, integration_data = excluded.integration_data,
                account_id = excluded.account_id, workspace_id = excluded.workspace_id, state = 'connected',
                generation = user_integrations.generation + 1, refresh_owner = null, refresh_lease_until = null,
                connected_at = excluded.connected_at, is_active = 1, updated_at = excluded.updated_at
            """
        )
    }

    /// Removes the tokens and keeps the settings.
    package func disconnect(_ id: Connection.ID, of person: Person.ID, at now: Date) throws {
        try session.run(
            """
            update user_integrations set access_token = null, refresh_token = null, previous_refresh_token = null, token_expires_at = null,
                token_issued_at = null, refresh_due_at = null, refresh_failures = 0, state = 'disconnected', is_active = 0,
                generation = generation + 1, refresh_owner = null, refresh_lease_until = null, updated_at = \(now)
            where id = \(id) and user_id = \(person)
            """
        )
    }

    /// Changes the settings of a connection as they are at this moment, whoever else is changing them.
    package func change(
        of person: Person.ID, provider: ProviderID, at now: Date, _ change: (inout Connection.Details) -> Void
    ) throws {
        guard let connection = try hold(of: person, provider: provider) else { return }
        var details = connection.details
        change(&details)
        try session.run(
            """
            update user_integrations set integration_data = \(json: details), updated_at = \(now)
            where id = \(connection.id) and user_id = \(person)
            """
        )
    }

    /// Notes that a call with this generation's access token has worked: the refresh token before it is not needed any more.
    package func touch(_ id: Connection.ID, of person: Person.ID, generation: Int64, at now: Date) throws {
        try session.run(
            """
            update user_integrations set last_used_at = \(now),
                previous_refresh_token = case when generation = \(generation) then null else previous_refresh_token end
            where id = \(id) and user_id = \(person)
            """
        )
    }

    static func connection(_ row: Row) throws -> Connection {
        Connection(
            id: try row.identifier("id"), personID: try row.identifier("user_id"),
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
            refreshDueAt: try row.optionalDate("refresh_due_at"), failures: Int(try row.integer("refresh_failures"))
        )
    }
}
