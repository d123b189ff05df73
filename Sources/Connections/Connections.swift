import Domain
import Foundation
import Logging
import Providers
import Storage

/// The accounts people have connected: how they come to be, stay alive, are used and end. The only code that opens a grant.
package struct Connections: Sendable {
    let dependencies: Dependencies
    let keys: DataKeys
    let applications: Applications
    let grants: Grants
    let ledger: RefreshLedger
    let refresher: Refresher
    let revoker: Revoker

    package init(_ dependencies: Dependencies) {
        self.dependencies = dependencies
        keys = DataKeys(dependencies)
        grants = Grants(dependencies, keys: keys)
        applications = Applications(dependencies, keys: keys)
        revoker = Revoker(dependencies, keys: keys, applications: applications)
        ledger = RefreshLedger(dependencies, keys: keys, revoker: revoker)
        refresher = Refresher(dependencies, keys: keys, applications: applications, grants: grants, ledger: ledger)
    }

    /// The origins a browser is sent to for consent: what a page's `form-action` has to allow.
    package var consentOrigins: [String] {
        Set(Provider.all.map { dependencies.gateway.origin(of: $0.authorize.url) }).sorted()
    }

    /// Where a browser finds a page of a provider's.
    package func address(of url: String) -> String { dependencies.gateway.address(of: url) }

    /// Whether a sandbox or a recording stands in for the real providers.
    package var usesGateway: Bool { !dependencies.gateway.isReal }

    func provider(_ id: ProviderID) throws(ConnectionError) -> Provider {
        guard let provider = Provider.named(id) else { throw .unknownProvider }
        return provider
    }

    func client(of provider: Provider) async throws -> OAuthClient {
        guard let client = try await applications.client(of: provider.id) else {
            throw ConnectionError.notConfigured(provider: provider.name)
        }
        guard !needsHTTPS(provider) else { throw ConnectionError.httpsNeeded(provider: provider.name) }
        return client
    }

    /// Whether the provider would not send people back to an address such as ours. The gateway's sandbox would.
    func needsHTTPS(_ provider: Provider) -> Bool {
        provider.authorize.requiresHTTPS && dependencies.gateway.isReal && !applications.redirectURI(of: provider.id).hasPrefix("https://")
    }

    func connection(to provider: ProviderID, of owner: ConnectionOwner) async throws -> Connection? {
        try await dependencies.database.read(as: owner.claims) { try ConnectionTable($0).find(of: owner, provider: provider) }
    }
}
