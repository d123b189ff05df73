package import Domain

package import struct Foundation.Date

/// Connections as a provider sees them: by its own account, whoever of us they belong to. For workers only.
package struct AccountTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// Whether a grant of this account is in use here, but for one row.
    package func isInUse(_ accountID: String, at provider: ProviderID, except row: Connection.ID?) throws -> Bool {
        try !session.run(
            """
            select 1 as found from user_integrations
            where integration_type = \(provider) and account_id = \(accountID) and state <> 'disconnected'
                and id <> \(row?.rawValue ?? "")
            limit 1
            """
        ).isEmpty
    }

    /// Connections whose grant the provider says it has withdrawn at a moment: those made before it. What we revoked ourselves around that
    /// moment is announced in the same way and says nothing about a grant that stayed.
    ///
    /// - Parameters:
    ///   - type: of the rows meant, such as `slack` or `slack.bot`.
    ///   - accounts: `nil` for every account of the workspace.
    ///   - ownSince: revocations of ours confirmed since then count as the cause.
    package func withdrawn(
        type: ProviderID, provider: ProviderID, workspaceID: String, accounts: [String]?, before moment: Date, ownSince: Date
    ) throws -> [Connection] {
        let chosen: SQL = accounts.map { "and account_id in \(list: $0)" } ?? ""
        return try session.run(
            """
            select * from user_integrations
            where integration_type = \(type) and workspace_id = \(workspaceID) \(chosen)
                and state = 'connected' and connected_at <= \(moment)
                and not exists (
                    select 1 from revocations
                    where revocations.provider = \(provider) and revocations.account_id = user_integrations.account_id
                        and revocations.state = 'revoked' and revocations.updated_at >= \(ownSince)
                )
            order by id
            """
        ).map(ConnectionTable.connection)
    }
}
