/// An organisation's connection as its members see it: whose account it is, and nothing of its tokens.
package struct SharedAccount: Sendable, Equatable {
    package let organisation: Organisation.ID
    package let organisationName: String
    package let provider: ProviderID
    /// The account as people tell it from others.
    package let account: String
    package let isConnected: Bool

    package init(organisation: Organisation.ID, organisationName: String, provider: ProviderID, account: String, isConnected: Bool) {
        self.organisation = organisation
        self.organisationName = organisationName
        self.provider = provider
        self.account = account
        self.isConnected = isConnected
    }
}
