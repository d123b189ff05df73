/// What a person is asked to consent to, and why.
package struct Ask: Sendable, Equatable {
    /// `nil` asks for all that the provider's operations can use.
    package var scopes: [String]?
    /// What to ask of the further chains, by their names; of those left out nothing. `nil` asks for all.
    package var companions: [String: Set<String>]?
    /// The person has an account connected and is to have the choice of the same or another.
    package var isReconnecting: Bool
    /// The mail address or identifier of the account that is expected.
    package var loginHint: String?

    package init(
        scopes: [String]? = nil, companions: [String: Set<String>]? = nil, isReconnecting: Bool = false, loginHint: String? = nil
    ) {
        self.scopes = scopes
        self.companions = companions
        self.isReconnecting = isReconnecting
        self.loginHint = loginHint
    }
}
