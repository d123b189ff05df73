package import Domain

/// Our application's registration at a provider.
package struct OAuthClient: Sendable {
    package let id: String
    package let secret: Secret
    /// Exactly as registered; never built from a request.
    package let redirectURI: String

    package init(id: String, secret: Secret, redirectURI: String) {
        self.id = id
        self.secret = secret
        self.redirectURI = redirectURI
    }
}
