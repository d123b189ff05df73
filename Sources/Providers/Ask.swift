/// What a person is asked to consent to, and why.
package struct Ask: Sendable, Equatable {
    /// `nil` asks for all that the provider's operations can use.
    package var scopes: [String]?
    /// The person has an account connected and is to have the choice of the same or another.
    package var isReconnecting: Bool
    /// The mail address or identifier of the account that is expected.
    package var loginHint: String?

    package init(scopes: [String]? = nil, isReconnecting: Bool = false, loginHint: String? = nil) {
        self.scopes = scopes
        self.isReconnecting = isReconnecting
        self.loginHint = loginHint
    }
}
