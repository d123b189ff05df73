/// Everything a test in another process may want to look at.
struct GoogleReport: Encodable, Sendable {
    let accounts: [Account]
    let mails: [GoogleMail]
    let events: [GoogleEventReading]
    let documents: [GoogleDocument]
    let grants: [Grant]
    let tokenRequests: Int
    let calls: [GoogleCall]
    let secrets: [String]
    /// How often a client revoked a grant.
    let revoked: Int
    /// How often an account withdrew one.
    let withdrawn: Int
    let settings: GoogleSettings
    /// By mail.
    let accountSettings: [String: GoogleAccountSettings]

    struct Account: Encodable, Sendable {
        let name: String
        let email: String
        let id: String
    }

    /// What an account allows a client, while it lasts.
    struct Grant: Encodable, Sendable {
        let account: String
        let client: String
        let scopes: [String]
        /// Refresh tokens that would still be taken.
        let refreshTokens: Int
    }

    init(_ state: GoogleState) {
        accounts = state.accounts.map { Account(name: $0.name, email: $0.email, id: $0.id) }
        mails = state.mails
        events = state.events.map(state.reading)
        documents = state.documents
        grants = state.oauth.liveGrants.map { grant in
            Grant(
                account: state.account(id: grant.accountID)?.email ?? "", client: grant.clientID, scopes: grant.scopes.map(\.rawValue),
                refreshTokens: state.oauth.refreshTokens.values.count { $0.grantID == grant.id && !$0.isDead })
        }
        tokenRequests = state.oauth.tokenRequests
        calls = state.calls
        secrets = state.oauth.issuedSecrets
        revoked = state.oauth.revocations
        withdrawn = state.oauth.withdrawals
        settings = state.settings
        accountSettings = Dictionary(
            state.accountSettings.map { (state.account(id: $0.key)?.email ?? $0.key, $0.value) }, uniquingKeysWith: { $1 })
    }
}
