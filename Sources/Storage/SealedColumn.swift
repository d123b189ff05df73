/// A column whose values are sealed, and what its rows are named by.
///
/// Every such column is in ``all``: what renews keys, checks them, or gives lost ones up reads no other list.
package struct SealedColumn: Sendable, Hashable {
    package let table: String
    package let column: String
    let owner: Owner
    /// Names the row, in the seal as well: text, or a hash that stands there in hexadecimal.
    let row: String
    let provider: String
    /// Whether the row counts the changes of its grant, which a new seal must not overtake.
    let hasGeneration: Bool
    /// What happens to the row when the value can never be opened again.
    package let loss: Loss

    /// Whose the rows are, by the column that names them.
    package enum Owner: String, Sendable, CaseIterable {
        case person = "user_id"
        case organisation = "org_id"
        case installation = "installation_id"
    }

    package enum Loss: Sendable {
        /// The person has to connect again.
        case reconnect
        /// Only the value goes.
        case clear
        /// The provider cannot be told any more.
        case unrevocable
        /// The row is worth nothing without it.
        case delete
    }

    private init(
        _ table: String, _ column: String, owner: Owner = .person, row: String = "id", provider: String = "provider",
        hasGeneration: Bool = false, loss: Loss
    ) {
        self.table = table
        self.column = column
        self.owner = owner
        self.row = row
        self.provider = provider
        self.hasGeneration = hasGeneration
        self.loss = loss
    }

    package static let all =
        grant(of: "user_integrations", owner: .person) + grant(of: "org_integrations", owner: .organisation) + [
            SealedColumn("authorizations", "verifier", row: "state_hash", loss: .delete),
            SealedColumn("revocations", "token", loss: .unrevocable),
            SealedColumn("org_revocations", "token", owner: .organisation, loss: .unrevocable),
            SealedColumn("provider_applications", "client_secret", owner: .installation, row: "provider", loss: .clear),
            SealedColumn("provider_applications", "webhook_secret", owner: .installation, row: "provider", loss: .clear),
        ]

    private static func grant(of table: String, owner: Owner) -> [SealedColumn] {
        [("access_token", Loss.reconnect), ("refresh_token", .reconnect), ("previous_refresh_token", .clear)].map { column, loss in
            SealedColumn(table, column, owner: owner, provider: "integration_type", hasGeneration: true, loss: loss)
        }
    }
}
