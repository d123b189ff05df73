/// The account at the provider that a connection speaks for.
package struct Identity: Sendable, Equatable, Codable {
    /// The provider's own, stable identifier of the account.
    package var accountID: String
    /// What a person recognises themself by: a mail address or a name.
    package var account: String
    package var workspaceID: String?
    package var workspace: String?

    package init(accountID: String, account: String, workspaceID: String? = nil, workspace: String? = nil) {
        self.accountID = accountID
        self.account = account
        self.workspaceID = workspaceID
        self.workspace = workspace
    }

    /// Whether both name the same account in the same workspace, whatever it is called by now.
    package func isSameAccount(as other: Identity) -> Bool {
        accountID == other.accountID && workspaceID == other.workspaceID
    }

    /// `ada@acme.example · Acme`
    package var title: String {
        workspace.map { "\(account) · \($0)" } ?? account
    }
}
