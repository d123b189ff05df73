package import Domain
import Foundation
import Logging
package import Providers
import Storage

/// The accounts people have connected: how they come to be, stay alive, are used and end. The only code that opens a grant.
package struct Connections: Sendable {
    let dependencies: Dependencies
    let keys: DataKeys
    let refresher: Refresher
    let revoker: Revoker

    package init(_ dependencies: Dependencies) {
        self.dependencies = dependencies
        keys = DataKeys(dependencies)
        revoker = Revoker(dependencies, keys: keys)
        refresher = Refresher(dependencies, keys: keys, revoker: revoker)
    }

    /// The origins a browser is sent to for consent: what a page's `form-action` has to allow.
    package var consentOrigins: [String] {
        Set(Provider.all.map { dependencies.gateway.origin(of: $0.authorize.url) }).sorted()
    }

    /// Whether a sandbox or a recording stands in for the real providers.
    package var usesGateway: Bool { !dependencies.gateway.isReal }

    /// Carries a conversation with a provider in a person's name.
    ///
    /// The token is fresh when the conversation starts. Where the provider rejects it all the same, it is refreshed once and the
    /// conversation starts over, which is why it is built from the access each time.
    ///
    /// - Throws: ``ConnectionError``, `StorageError` or `VaultError`.
    package func send<Output>(
        to provider: Provider, for person: Person.ID, operation: Provider.Operation? = nil,
        _ conversation: @Sendable (Access) -> Conversation<Output>
    ) async throws -> Output {
        var rejected: Int64?
        while true {
            let (connection, access) = try await refresher.access(to: provider, for: person, rejected: rejected)
            if let operation, !operation.isReady(with: connection.details.scopes) {
                throw ConnectionError.scopeMissing(provider: provider.name, operation: operation.title)
            }
            let output: Output
            do {
                output = try await dependencies.transport.hold(conversation(access))
            } catch .unauthorized where rejected == nil {
                rejected = connection.generation
                continue
            } catch .unauthorized, .consentNeeded {
                try await refresher.markDead(connection, provider: provider)
                throw ConnectionError.needsReconnect(provider: provider.name)
            } catch {
                throw ConnectionError(error, provider: provider, operation: operation)
            }
            try await used(connection)
            return output
        }
    }

    private func used(_ connection: Connection) async throws {
        let now = dependencies.time.now
        // Once a minute is often enough for `last used`, and spares a write for each call.
        if let last = connection.lastUsedAt, now.timeIntervalSince(last) < 60 { return }
        try await dependencies.database.transaction(as: .person(connection.personID)) { session in
            try ConnectionTable(session).touch(connection.id, of: connection.personID, at: now)
        }
    }

    func provider(_ id: ProviderID) throws(ConnectionError) -> Provider {
        guard let provider = Provider.named(id) else { throw .unknownProvider }
        return provider
    }

    func client(of provider: Provider) throws(ConnectionError) -> OAuthClient {
        guard let client = dependencies.clients[provider.id] else { throw .notConfigured(provider: provider.name) }
        return client
    }
}

extension ConnectionError {
    /// What a provider's answer to a call means to the caller.
    init(_ error: ProviderError, provider: Provider, operation: Provider.Operation? = nil) {
        self =
            switch error {
            case .consentNeeded, .unauthorized: .needsReconnect(provider: provider.name)
            case .scopeMissing: .scopeMissing(provider: provider.name, operation: operation?.title ?? "do this")
            case .later(let after, let reason): .later(after: after, reason: reason)
            case .refused(let reason): .refused(reason: reason)
            case .uncertain: .uncertain(provider: provider.name)
            case .unreadable(let status):
                .later(after: nil, reason: "\(provider.name) gave an answer that could not be read (HTTP \(status)).")
            case .partly(let progress, let rest):
                .partly(progress: progress, ConnectionError(rest, provider: provider, operation: operation))
            case .clientRefused: .later(after: nil, reason: "\(provider.name) does not accept this server's registration.")
            }
    }
}
