package import struct Foundation.Date

/// This server's application at a provider as its operator sees it: never a secret, only whether there is one.
package struct ProviderApplication: Sendable, Equatable {
    package enum Origin: String, Sendable {
        case none
        /// Set by environment variables, which win and are changed where they are.
        case environment
        /// Entered in the browser.
        case browser
    }

    package var provider: ProviderID
    package var name: String
    package var origin: Origin
    package var clientID: String?
    /// Without one it is not set up: it was lost with the key that sealed it.
    package var hasSecret: Bool
    package var hasWebhookSecret: Bool
    /// When it was entered, and the name of who did; `nil` for what the environment sets.
    package var setAt: Date?
    package var setBy: String?
    /// Exactly as it has to be registered.
    package var redirectURI: String
    /// Where the provider sends its messages to.
    package var webhookAddress: String
    /// Whether the provider takes only an https address and ours is none.
    package var needsHTTPS: Bool
    /// How many connections of people live on it.
    package var connections: Int
    package var guide: RegistrationGuide

    package init(
        provider: ProviderID, name: String, origin: Origin, clientID: String?, hasSecret: Bool, hasWebhookSecret: Bool, setAt: Date?,
        setBy: String?, redirectURI: String, webhookAddress: String, needsHTTPS: Bool, connections: Int, guide: RegistrationGuide
    ) {
        self.provider = provider
        self.name = name
        self.origin = origin
        self.clientID = clientID
        self.hasSecret = hasSecret
        self.hasWebhookSecret = hasWebhookSecret
        self.setAt = setAt
        self.setBy = setBy
        self.redirectURI = redirectURI
        self.webhookAddress = webhookAddress
        self.needsHTTPS = needsHTTPS
        self.connections = connections
        self.guide = guide
    }

    /// Whether people can connect through it.
    package var isSetUp: Bool { hasSecret }
}
