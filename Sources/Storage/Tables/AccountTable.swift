package import Domain

package import struct Foundation.Date

/// Connections as a provider sees them: by its own account, whoever of us they belong to. For workers only.
package struct AccountTable {
    private let session: any Session

    package init(_ session: any Session) {
        self.session = session
    }

    /// Whether a grant of this account, or of this workspace, is in use here, but for one row.
    ///
    /// - Parameter type: of the rows meant, such as `google` or `slack.bot`.
    package func isInUse(_ accountID: String, type: ProviderID, except row: Connection.ID?) throws -> Bool {
        try RowOwner.allCases.contains { kind in
            try !session.run(
                """
                select 1 as found from \(name: kind.integrations)
                where integration_type = \(type) and (account_id = \(accountID) or workspace_id = \(accountID))
                    and state <> 'disconnected' and id <> \(row?.rawValue ?? "")
                limit 1
                """
            ).isEmpty
        }
    }

    /// Connections whose grant the provider says it has withdrawn at a moment: those made before it. What we revoked ourselves around that
    /// moment is announced in the same way and says nothing about a grant that stayed.
    ///
    /// - Parameters:
    ///   - type: of the rows meant, such as `slack` or `slack.bot`.
    ///   - accounts: `nil` for every account of the workspace.
    ///   - ownSince: revocations of ours confirmed since then count as the cause.
    package func withdrawn(
        type: ProviderID, workspaceID: String, accounts: [String]?, before moment: Date, ownSince: Date
    ) throws -> [Connection] {
        let chosen: SQL = accounts.map { "and account_id in \(list: $0)" } ?? ""
        // Whoever revoked it: a provider that knows one grant for each account tells of it to all who live on it.
        let confirmed = RowOwner.allCases.map { kind -> SQL in
            """
            and not exists (
                select 1 from \(name: kind.revocations) as ours
                where ours.provider = \(type) and ours.account_id in (grants.account_id, grants.workspace_id)
                    and ours.state = 'revoked' and ours.updated_at >= \(ownSince)
            )
            """
        }
        return try RowOwner.allCases.flatMap { kind in
            try session.run(
                """
                select * from \(name: kind.integrations) as grants
                where integration_type = \(type) and workspace_id = \(workspaceID) \(chosen)
                    and state = 'connected' and connected_at <= \(moment) \(confirmed[0]) \(confirmed[1])
                order by id
                """
            ).map { try ConnectionTable.connection($0, of: kind.owner($0)) }
        }
    }
}
