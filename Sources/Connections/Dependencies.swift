package import Domain
package import Logging
package import Providers
package import Storage
package import Vault

/// What this folder works with; handed in by the executable, or by a test.
package struct Dependencies: Sendable {
    package var database: any Database
    package var keys: any KeyWrapper
    /// For reading what an older system sealed.
    package var fernet: [FernetKey]
    package var transport: any Transport
    package var gateway: Gateway
    /// Where browsers reach this server, without a slash at its end; redirect URIs and webhooks begin with it.
    package var publicAddress: String
    /// Our applications at providers as the environment sets them. They win over what the operator entered in the browser.
    package var clients: [ProviderID: OAuthClient]
    /// From the environment, too: by which providers prove that a message to a webhook is theirs. Without one no message is taken.
    package var webhookSecrets: [ProviderID: Secret]
    package var journal: any RefreshJournal
    /// `nil` where the server sends no mail.
    package var postOffice: PostOffice?
    package var time: TimeSource
    package var random: RandomSource
    /// Waits, while another server refreshes.
    package var pause: @Sendable (Duration) async throws -> Void
    package var logger: Logger

    package init(
        database: any Database, keys: any KeyWrapper, fernet: [FernetKey] = [], transport: any Transport, gateway: Gateway,
        publicAddress: String, clients: [ProviderID: OAuthClient] = [:], webhookSecrets: [ProviderID: Secret] = [:],
        journal: any RefreshJournal,
        postOffice: PostOffice? = nil, time: TimeSource,
        random: RandomSource,
        pause: @escaping @Sendable (Duration) async throws -> Void, logger: Logger
    ) {
        self.database = database
        self.keys = keys
        self.fernet = fernet
        self.transport = transport
        self.gateway = gateway
        self.publicAddress = publicAddress
        self.clients = clients
        self.webhookSecrets = webhookSecrets
        self.journal = journal
        self.postOffice = postOffice
        self.time = time
        self.random = random
        self.pause = pause
        self.logger = logger
    }
}
