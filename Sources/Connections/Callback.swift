package import Domain

/// What came back from a provider's consent page.
package struct Callback: Sendable {
    package var provider: ProviderID
    package var state: String?
    package var code: Secret?
    /// The provider's error code (RFC 6749, section 4.1.2.1).
    package var error: String?
    /// RFC 9207.
    package var issuer: String?

    package init(provider: ProviderID, state: String?, code: Secret?, error: String?, issuer: String?) {
        self.provider = provider
        self.state = state
        self.code = code
        self.error = error
        self.issuer = issuer
    }

    var refusal: AuthorizationRefusal? {
        switch error {
        case nil: code == nil ? .codeRefused : nil
        case "access_denied": .cancelled
        case "temporarily_unavailable", "server_error": .providerUnavailable
        default: .refusedByProvider
        }
    }
}
