package import Domain

package import struct Foundation.Date

/// People's connections: `user_integrations`. Sees sealed tokens only.
package struct ConnectionTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// The sealed tokens of a connection.
    package struct SealedGrant: Sendable, Equatable {
        package var accessToken: [UInt8]
        package var refreshToken: [UInt8]?
        package var issuedAt: Date
        package var expiresAt: Date?

        package init(accessToken: [UInt8], refreshToken: [UInt8]?, issuedAt: Date, expiresAt: Date?) {
            self.accessToken = accessToken
            self.refreshToken = refreshToken
            self.issuedAt = issuedAt
            self.expiresAt = expiresAt
        }
    }

    package func find(of person: Person.ID, provider: ProviderID) throws -> Connection? {
        try session.run("select * from user_integrations where user_id = \(person) and integration_type = \(provider)")
            .first.map(Self.connection)
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
            let grant = SealedGrant(
                accessToken: try row.blob("access_token"), refreshToken: try row.optionalBlob("refresh_token"),
                issuedAt: try row.optionalDate("token_issued_at") ?? connection.connectedAt, expiresAt: connection.expiresAt
            )
            return (connection, grant)
        }
    }

    /// Stores a grant the person has just given, making or replacing the row; the generation counts on, so that a refresh still under way
    /// finds itself overtaken.
    package func connect(_ connection: Connection, grant: SealedGrant, at now: Date) throws {
        try session.run(
            """
            insert into user_integrations (
                id, user_id, integration_type, access_token, refresh_token, token_expires_at, token_issued_at, integration_data, state,
                generation, connected_at, is_active, created_at, updated_at
            ) values (
                \(connection.id), \(connection.personID), \(connection.provider), \(grant.accessToken), \(grant.refreshToken),
                \(grant.expiresAt), \(grant.issuedAt), \(json: connection.details), 'connected', 1, \(now), 1, \(now), \(now)
            )
            on conflict (user_id, integration_type) do update set
                access_token = excluded.access_token, refresh_token = excluded.refresh_token, previous_refresh_token = null,
                token_expires_at = excluded.token_expires_at, token_issued_at = excluded.token_issued_at,
                integration_data = excluded.integration_data, state = 'connected', generation = user_integrations.generation + 1,
                refresh_owner = null, refresh_lease_until = null, connected_at = excluded.connected_at, is_active = 1,
                updated_at = excluded.updated_at
            """
        )
    }

    /// Removes the tokens and keeps the settings.
    package func disconnect(_ id: Connection.ID, of person: Person.ID, at now: Date) throws {
        try session.run(
            """
            update user_integrations set access_token = null, refresh_token = null, previous_refresh_token = null, token_expires_at = null,
                token_issued_at = null, state = 'disconnected', is_active = 0, generation = generation + 1, refresh_owner = null,
                refresh_lease_until = null, updated_at = \(now)
            where id = \(id) and user_id = \(person)
            """
        )
    }

    package func updateDetails(_ id: Connection.ID, of person: Person.ID, to details: Connection.Details, at now: Date) throws {
        try session.run(
            """
            update user_integrations set integration_data = \(json: details), updated_at = \(now) where id = \(id) and user_id = \(person)
            """
        )
    }

    package func touch(_ id: Connection.ID, of person: Person.ID, at now: Date) throws {
        try session.run("update user_integrations set last_used_at = \(now) where id = \(id) and user_id = \(person)")
    }

    private static func connection(_ row: Row) throws -> Connection {
        Connection(
            id: try row.identifier("id"), personID: try row.identifier("user_id"),
            provider: ProviderID(rawValue: try row.text("integration_type")), state: try row.enumeration("state"),
            details: try row.json("integration_data"), expiresAt: try row.optionalDate("token_expires_at"),
            generation: try row.integer("generation"), connectedAt: try row.date("connected_at"),
            lastUsedAt: try row.optionalDate("last_used_at")
        )
    }
}
