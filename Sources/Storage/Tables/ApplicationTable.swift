package import Domain

package import struct Foundation.Date

/// This server's applications at the providers as its operator entered them, secrets sealed. For the server itself only.
package struct ApplicationTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    package struct Stored: Sendable, Equatable {
        package let provider: ProviderID
        package var clientID: String
        /// `nil` when it was lost with the key that sealed it.
        package var clientSecret: [UInt8]?
        package var webhookSecret: [UInt8]?
        /// `nil` when they have no account any more.
        package var setBy: Person.ID?
        package var setAt: Date

        package init(
            provider: ProviderID, clientID: String, clientSecret: [UInt8]?, webhookSecret: [UInt8]?, setBy: Person.ID?, setAt: Date
        ) {
            self.provider = provider
            self.clientID = clientID
            self.clientSecret = clientSecret
            self.webhookSecret = webhookSecret
            self.setBy = setBy
            self.setAt = setAt
        }
    }

    package func find(_ provider: ProviderID) throws -> Stored? {
        try session.run("select * from provider_applications where provider = \(provider)").first.map(Self.stored)
    }

    package func list() throws -> [Stored] {
        try session.run("select * from provider_applications order by provider").map(Self.stored)
    }

    /// Puts it in the place of what was there.
    package func set(_ application: Stored) throws {
        try session.run(
            """
            insert into provider_applications
                (provider, installation_id, client_id, client_secret, webhook_secret, set_by, set_at, updated_at)
            values (\(application.provider), \(KeyOwner.installation.id), \(application.clientID), \(application.clientSecret),
                \(application.webhookSecret), \(application.setBy?.rawValue), \(application.setAt), \(application.setAt))
            on conflict (provider) do update set client_id = excluded.client_id, client_secret = excluded.client_secret,
                webhook_secret = excluded.webhook_secret, set_by = excluded.set_by, set_at = excluded.set_at,
                updated_at = excluded.updated_at
            """
        )
    }

    /// - Returns: whether there was one.
    package func delete(_ provider: ProviderID) throws -> Bool {
        try !session.run("delete from provider_applications where provider = \(provider) returning provider").isEmpty
    }

    /// How many connections of people live on each application: those that would not be renewed without it.
    package func livingConnections() throws -> [ProviderID: Int] {
        let rows = try session.run(
            "select integration_type, count(*) as n from user_integrations where state = 'connected' group by integration_type"
        )
        return try rows.reduce(into: [:]) { $0[ProviderID(rawValue: try $1.text("integration_type"))] = Int(try $1.integer("n")) }
    }

    private static func stored(_ row: Row) throws -> Stored {
        Stored(
            provider: ProviderID(rawValue: try row.text("provider")), clientID: try row.text("client_id"),
            clientSecret: try row.optionalBlob("client_secret"), webhookSecret: try row.optionalBlob("webhook_secret"),
            setBy: try row.optionalText("set_by").map { Person.ID($0) }, setAt: try row.date("set_at")
        )
    }
}
