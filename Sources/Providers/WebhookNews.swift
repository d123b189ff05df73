package import Foundation

/// What a provider's message says.
package enum WebhookNews: Sendable, Equatable {
    /// Asks for this text back, to see that the address is ours.
    case challenge(String)
    case withdrawn([Withdrawal])
    /// Genuine, and nothing to us.
    case nothing
}

/// Grants that a provider says have ended.
package struct Withdrawal: Sendable, Equatable {
    /// `nil` for people's own grants, otherwise the companion's name.
    package let companion: String?
    package let workspaceID: String
    /// The provider's identifiers of the accounts; `nil` for every account of the workspace.
    package let accounts: [String]?
    /// When they ended: grants given since are others.
    package let at: Date

    package init(companion: String? = nil, workspaceID: String, accounts: [String]? = nil, at: Date) {
        self.companion = companion
        self.workspaceID = workspaceID
        self.accounts = accounts
        self.at = at
    }
}
