import Domain
import Logging
import Providers
import Storage
import Synchronization
import Vault

/// This server's applications at the providers, for whoever needs one to speak to a provider.
///
/// What the environment sets wins. What the operator entered in the browser is read from the database every time, so that a change counts
/// at once on every server; only the opened secrets stay in memory, each for as long as the row holds the very bytes it was opened from.
final class Applications: Sendable {
    private let dependencies: Dependencies
    private let keys: DataKeys
    private let opened = Mutex<[[UInt8]: Secret]>([:])

    /// More than all providers have secrets, a few changes included.
    private static let capacity = 100

    enum Field: String {
        case clientSecret = "client_secret"
        case webhookSecret = "webhook_secret"
    }

    init(_ dependencies: Dependencies, keys: DataKeys) {
        self.dependencies = dependencies
        self.keys = keys
    }

    /// Where that provider sends people back to.
    func redirectURI(of provider: ProviderID) -> String {
        dependencies.clients[provider]?.redirectURI ?? "\(dependencies.publicAddress)/integrations/\(provider)/callback"
    }

    /// Providers that can be connected here.
    func configured() async throws -> Set<ProviderID> {
        let stored = try await list().filter { $0.clientSecret != nil }
        return Set(dependencies.clients.keys).union(stored.map(\.provider))
    }

    /// - Returns: `nil` where the provider is not set up.
    /// - Throws: ``ConnectionError/later(after:reason:)`` when the keys cannot be had just now.
    func client(of provider: ProviderID) async throws -> OAuthClient? {
        if let client = dependencies.clients[provider] { return client }
        guard let stored = try await find(provider), let sealed = stored.clientSecret else { return nil }
        let secret = try await open(sealed, as: .clientSecret, of: provider)
        return OAuthClient(id: stored.clientID, secret: secret, redirectURI: redirectURI(of: provider))
    }

    /// - Returns: `nil` where none was set: then no message of the provider's is taken.
    func webhookSecret(of provider: ProviderID) async throws -> Secret? {
        if let secret = dependencies.webhookSecrets[provider] { return secret }
        // What belongs to an application that does not count does not count either.
        guard dependencies.clients[provider] == nil, let sealed = try await find(provider)?.webhookSecret else { return nil }
        return try await open(sealed, as: .webhookSecret, of: provider)
    }

    func list() async throws -> [ApplicationTable.Stored] {
        try await dependencies.database.read(as: .worker) { try ApplicationTable($0).list() }
    }

    func find(_ provider: ProviderID) async throws -> ApplicationTable.Stored? {
        try await dependencies.database.read(as: .worker) { try ApplicationTable($0).find(provider) }
    }

    func seal(_ secret: Secret, as field: Field, of provider: ProviderID) async throws -> [UInt8] {
        let keys = try await keys.keys(of: .installation)
        return try keys.seal(secret, in: Self.context(field, provider), random: dependencies.random)
    }

    private func open(_ sealed: [UInt8], as field: Field, of provider: ProviderID) async throws -> Secret {
        if let secret = opened.withLock({ $0[sealed] }) { return secret }
        let keys = try await keys.keys(of: .installation, opening: [sealed])
        do {
            let secret = try keys.open(sealed, in: Self.context(field, provider))
            opened.withLock { opened in
                if opened.count >= Self.capacity { opened.removeAll() }
                opened[sealed] = secret
            }
            return secret
        } catch let error as VaultError {
            dependencies.logger.error(
                "The secret of an application does not open", metadata: ["provider": "\(provider)", "error": "\(error)"])
            throw ConnectionError.later(after: nil, reason: DataKeys.reason(error))
        }
    }

    private static func context(_ field: Field, _ provider: ProviderID) -> SealContext {
        .field(
            field.rawValue, table: "provider_applications", owner: KeyOwner.installation.id, row: provider.rawValue,
            provider: provider.rawValue
        )
    }
}
