/// An OAuth application registered at one of the simulated providers.
package struct SandboxClient: Sendable {
    /// The provider it is registered at: `linear`, `google`, `slack` and so on.
    let provider: String
    let id: String
    let secret: String
    /// Compared character by character, as RFC 9700 section 2.1 asks.
    let redirectURIs: [String]

    package init(provider: String, id: String, secret: String, redirectURIs: [String]) {
        self.provider = provider
        self.id = id
        self.secret = secret
        self.redirectURIs = redirectURIs
    }
}
